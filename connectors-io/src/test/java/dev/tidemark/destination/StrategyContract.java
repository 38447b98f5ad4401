package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Deletion;
import dev.tidemark.shape.Contract;
import org.junit.jupiter.api.Test;

/** How rows enter a table, and how they leave it. */
interface StrategyContract {
  Loads loads();

  Deletion GONE = new Deletion("gone_at", "gone");

  @Test
  default void mergeKeepsOneRowForEachKeyTheNewestByCursor() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"name\":\"new\",\"at\":\"2025-03-01T00:00:00Z\"}",
            "{\"id\":1,\"name\":\"old\",\"at\":\"2025-01-01T00:00:00Z\"}",
            "{\"id\":2,\"name\":\"Bob\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads().committer(run).complete();
    assertThat(loads().column("name")).containsExactly("new", "Bob");
  }

  @Test
  default void mergeTakesTheLaterOfTwoVersionsWithEqualCursor() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            false,
            "{\"id\":1,\"name\":\"first\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads()
        .stage(
            run,
            Loads.whole(),
            1,
            true,
            "{\"id\":1,\"name\":\"second\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads().committer(run).complete();
    assertThat(loads().column("name")).containsExactly("second");
  }

  @Test
  default void mergeUpdatesRowsOfEarlierCommitsButNotWithOlderVersions() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            false,
            "{\"id\":1,\"name\":\"a\",\"at\":\"2025-02-01T00:00:00Z\"}");
    assertThat(loads().committer(run).commitStaged()).isEqualTo(1);
    loads()
        .stage(
            run,
            Loads.whole(),
            1,
            false,
            "{\"id\":1,\"name\":\"b\",\"at\":\"2025-03-01T00:00:00Z\"}");
    loads().committer(run).commitStaged();
    loads()
        .stage(
            run,
            Loads.whole(),
            2,
            true,
            "{\"id\":1,\"name\":\"c\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads().committer(run).complete();
    assertThat(loads().column("name")).containsExactly("b");
  }

  @Test
  default void appendCommitsOnlyWholeSlicesWhileReadingGoesOn() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    loads().stage(run, Loads.part("b"), 0, false, "{\"id\":2}");
    assertThat(loads().committer(run).commitStaged()).isEqualTo(1);
    assertThat(loads().ids()).containsExactly(1L);
    assertThat(loads().committer(run).commitStaged()).isEqualTo(-1);
  }

  @Test
  default void replaceLeavesTheOldRowsUntilAllIsRead() {
    Run first = loads().begin(Strategy.REPLACE, Contract.EVOLVE);
    loads().stage(first, Loads.whole(), 0, true, "{\"id\":1}", "{\"id\":2}");
    loads().committer(first).complete();
    Run second = loads().begin(Strategy.REPLACE, Contract.EVOLVE);
    loads().stage(second, Loads.whole(), 0, false, "{\"id\":3}");
    assertThat(loads().committer(second).commitStaged()).isEqualTo(-1);
    assertThat(loads().ids()).containsExactly(1L, 2L);
    loads().stage(second, Loads.whole(), 1, true, "{\"id\":4}");
    loads().committer(second).complete();
    assertThat(loads().ids()).containsExactly(3L, 4L);
  }

  @Test
  default void replaceByNothingEmptiesTheTable() {
    Run first = loads().begin(Strategy.REPLACE, Contract.EVOLVE);
    loads().stage(first, Loads.whole(), 0, true, "{\"id\":1}");
    loads().committer(first).complete();
    Run second = loads().begin(Strategy.REPLACE, Contract.EVOLVE);
    loads().stage(second, Loads.whole(), 0, true);
    loads().committer(second).complete();
    assertThat(loads().ids()).isEmpty();
  }

  @Test
  default void recordsThatAreGoneBecomeMarkedRows() {
    Run run = loads().begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads()
        .stage(
            run,
            Loads.whole(),
            0,
            false,
            "{\"id\":1,\"name\":\"Ann\"}",
            "{\"id\":2,\"name\":\"Bob\"}");
    loads()
        .stage(run, Loads.whole(), 1, true, "{\"id\":2,\"gone_at\":\"2025-02-01\",\"gone\":true}");
    loads().committer(run).complete();
    assertThat(loads().rows("id, name, gone_at, gone"))
        .containsExactly("1 | Ann | null | null", "2 | null | 2025-02-01 | true");
  }

  @Test
  default void hardDeleteRemovesMarkedRowsWhenTheRunIsComplete() {
    Run run = loads().begin(Strategy.MERGE, new Deletes(GONE, true, false));
    loads().stage(run, Loads.whole(), 0, false, "{\"id\":1}", "{\"id\":2}");
    loads().committer(run).commitStaged();
    loads()
        .stage(run, Loads.whole(), 1, false, "{\"id\":2,\"gone_at\":\"2025-02-01\",\"gone\":true}");
    loads().committer(run).commitStaged();
    loads().stage(run, Loads.whole(), 2, true, "{\"id\":3}");
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(1L, 3L);
  }

  @Test
  default void hardDeleteHoldsAgainstAnOlderVersionThatComesLater() {
    Run run = loads().begin(Strategy.MERGE, new Deletes(GONE, true, false));
    String gone = "{\"id\":1,\"at\":\"2025-02-02T00:00:00Z\",\"gone_at\":\"2025-02-02\"}";
    loads().stage(run, Loads.interval(1), 0, true, gone);
    loads().committer(run).commitStaged();
    loads().stage(run, Loads.interval(0), 0, true, "{\"id\":1,\"at\":\"2025-02-01T00:00:00Z\"}");
    loads().committer(run).complete();
    assertThat(loads().ids()).isEmpty();
  }

  @Test
  default void hardDeleteRemovesWhatWasMarkedBeforeItWasAskedFor() {
    Run soft = loads().begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads()
        .stage(soft, Loads.whole(), 0, true, "{\"id\":1,\"gone_at\":\"2025-02-02\"}", "{\"id\":2}");
    loads().committer(soft).complete();
    Run hard = loads().begin(Strategy.MERGE, new Deletes(GONE, true, false));
    loads().stage(hard, Loads.whole(), 0, true);
    loads().committer(hard).complete();
    assertThat(loads().ids()).containsExactly(2L);
  }

  @Test
  default void rowsThatAReadingOfAllDidNotBringAreMarkedOnce() {
    Run first = loads().begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads()
        .stage(
            first,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"name\":\"Ann\"}",
            "{\"id\":2,\"name\":\"Bob\"}",
            "{\"id\":3,\"gone_at\":\"2025-02-02\",\"gone\":true}");
    loads().committer(first).complete();
    Run all = loads().begin(Strategy.MERGE, new Deletes(GONE, false, true));
    loads()
        .stage(
            all,
            Loads.whole(),
            0,
            true,
            "{\"id\":1,\"name\":\"Anna\"}",
            "{\"id\":4,\"name\":\"Dan\"}");
    loads().committer(all).complete();
    assertThat(loads().rows("id, name, gone_at, gone"))
        .containsExactly(
            "1 | Anna | null | null",
            "2 | Bob | 2026-01-01T00:00:00.000000 | true",
            "3 | null | 2025-02-02 | true",
            "4 | Dan | null | null");
  }

  @Test
  default void nothingOfAReadingOfAllEntersBeforeItsEnd() {
    Run run = loads().begin(Strategy.MERGE, new Deletes(GONE, false, true));
    loads().stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    assertThat(loads().committer(run).commitStaged()).isEqualTo(-1);
    assertThat(loads().ids()).isEmpty();
  }

  @Test
  default void aReadingOfAllThatFindsNothingLeavesNoRowUnmarked() {
    Run first = loads().begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads().stage(first, Loads.whole(), 0, true, "{\"id\":1}", "{\"id\":2}");
    loads().committer(first).complete();
    Run all = loads().begin(Strategy.MERGE, new Deletes(GONE, true, true));
    loads().stage(all, Loads.whole(), 0, true);
    assertThat(loads().committer(all).complete()).isZero();
    assertThat(loads().ids()).isEmpty();
  }
}
