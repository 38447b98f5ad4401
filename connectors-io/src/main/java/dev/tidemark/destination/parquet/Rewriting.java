package dev.tidemark.destination.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a change makes of tables; made anew only if others have changed them meanwhile. */
final class Rewriting {
  private final Store store;
  private final UnaryOperator<List<Table>> work;
  private List<Table> before = List.of();
  private List<Table> after = List.of();

  Rewriting(Store store, UnaryOperator<List<Table>> work) {
    this.store = store;
    this.work = work;
  }

  /** What becomes of tables, each in its place. */
  List<Table> of(List<Table> now) {
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
    return without(after, before);
  }

  /** Names of files in whose place they are. */
  List<String> replaced() {
    return without(before, after);
  }

  private static List<String> without(List<Table> some, List<Table> others) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      names.addAll(some.get(i).without(others.get(i)));
    }
    return names;
  }
}
