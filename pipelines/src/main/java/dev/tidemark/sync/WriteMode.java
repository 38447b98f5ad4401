package dev.tidemark.sync;

import dev.tidemark.destination.Strategy;

/** How a job wants rows to enter tables. */
public enum WriteMode {
  /**
   * With a primary key merge, else where records come from files supersede, else with a cursor
   * append, else replace.
   */
  AUTO,
  APPEND,
  MERGE,
  REPLACE,
  /** Each version of a record is kept, with the time in which it held. */
  SCD2;

  Strategy strategy(boolean hasKey, boolean hasOrigin, boolean hasCursor) {
    Strategy merge = hasKey || !hasOrigin ? Strategy.MERGE : Strategy.SUPERSEDE;
    return switch (this) {
      case APPEND -> Strategy.APPEND;
      case MERGE -> merge;
      case REPLACE -> Strategy.REPLACE;
      case SCD2 -> Strategy.SCD2;
      case AUTO -> hasKey || hasOrigin ? merge : hasCursor ? Strategy.APPEND : Strategy.REPLACE;
    };
  }
}
