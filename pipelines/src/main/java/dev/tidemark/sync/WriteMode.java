package dev.tidemark.sync;

import dev.tidemark.destination.Strategy;

/** How a job wants rows to enter tables. */
public enum WriteMode {
  /** With a primary key merge, else with a cursor append, else replace. */
  AUTO,
  APPEND,
  MERGE,
  REPLACE;

  Strategy strategy(boolean hasKey, boolean hasCursor) {
    return switch (this) {
      case APPEND -> Strategy.APPEND;
      case MERGE -> Strategy.MERGE;
      case REPLACE -> Strategy.REPLACE;
      case AUTO -> hasKey ? Strategy.MERGE : hasCursor ? Strategy.APPEND : Strategy.REPLACE;
    };
  }
}
