package dev.tidemark.destination.parquet;

import java.util.List;
import java.util.function.UnaryOperator;

/** What a change makes of a table; made anew only if others have changed the table meanwhile. */
final class Rewriting {
  private final Store store;
  private final UnaryOperator<Table> work;
  private Table before;
  private Table after;

  Rewriting(Store store, UnaryOperator<Table> work) {
    this.store = store;
    this.work = work;
  }

  Table of(Table now) {
    if (!now.equals(before)) {
      store.delete(made());
      before = now;
      after = now;
      after = work.apply(now);
    }
    return after;
  }

  /** Names of new files. */
  List<String> made() {
    return before == null ? List.of() : after.without(before);
  }

  /** Names of files in whose place they are. */
  List<String> replaced() {
    return before.without(after);
  }
}
