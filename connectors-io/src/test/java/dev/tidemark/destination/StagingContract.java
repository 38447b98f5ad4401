package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.shape.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How pages are staged, and how runs begin and end. */
public interface StagingContract {
  Loads loads();

  Destination destination();

  @Test
  default void whatWasNeverSyncedIsUnknown() {
    assertThat(destination().states("crm")).isEmpty();
    assertThat(destination().columns("people")).isEmpty();
  }

  @Test
  default void stagedRowsAreNotInTheTableUntilTheyAreCommitted() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"Ann\"}");
    assertThat(loads().ids()).isEmpty();
    assertThat(loads().committer(run).complete()).isEqualTo(1);
    assertThat(loads().ids()).containsExactly(1L);
  }

  @Test
  default void stagingAPageTwiceIsTheSameAsStagingItOnce() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    loads().stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    loads().stage(run, Loads.whole(), 1, true, "{\"id\":2}");
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(1L, 2L);
  }

  @Test
  default void whatSlicesHaveStagedThatDoNotCountIsForgotten() {
    List<Strategy> strategies = List.of(Strategy.REPLACE, Strategy.APPEND, Strategy.MERGE);
    for (int id = 0; id < strategies.size(); id++) {
      Run run = loads().begin(strategies.get(id), Contract.EVOLVE);
      loads().stage(run, Loads.part("lost"), 0, true, "{\"id\":1}", "{\"id\":7}");
      loads().stage(run, Loads.part("kept"), 0, true, "{\"id\":" + id + "}");
      assertThat(loads().committer(run).complete(Set.of(Loads.part("kept").id()))).isEqualTo(1);
      assertThat(destination().ledger(Loads.KEY, run.sync())).isEmpty();
    }
    assertThat(loads().ids()).containsExactlyInAnyOrder(0L, 1L, 2L);
  }

  @Test
  default void aSliceGoesOnAfterItsLastStagedPage() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    loads().stage(run, Loads.whole(), 1, false, "{\"id\":2}");
    LedgerEntry last =
        destination()
            .lastStaged(Loads.KEY, run.sync(), List.of(Loads.whole().id()))
            .get(Loads.whole().id());
    assertThat(last.following()).isEqualTo(new PagePosition(2, "after 1"));
  }

  @Test
  default void whoeverGoesOnWithASliceKnowsTheGreatestCursorBefore() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    PageStager one = new PageStager(destination(), Loads.KEY, run);
    PageStager other = new PageStager(destination(), Loads.KEY, run);
    String[] newestFirst = {"2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", "2026-03-01T00:00:00Z"};
    for (int page = 0; page < newestFirst.length; page++) {
      String record = "{\"id\":" + page + ",\"at\":\"" + newestFirst[page] + "\"}";
      PageStager stager = page == 1 ? other : one;
      stager.add(Loads.batch(Loads.whole(), page, page == 2, record));
      stager.leave(Loads.whole().id());
    }
    loads().committer(run).complete();
    assertThat(destination().states("crm").get("people").tidemark().cursor().value())
        .isEqualTo("2026-03-03T00:00:00Z");
  }

  @Test
  default void aSliceThatStartsOverIsReadAgainFromItsFirstPage() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    loads().stage(run, Loads.part("b"), 0, false, "{\"id\":2}", "{\"id\":3}", "{\"id\":\"none\"}");
    loads().stage(run, Loads.part("b"), 1, false, "{\"id\":4}");
    PageStager stager = new PageStager(destination(), Loads.KEY, run);
    stager.resume(List.of(Loads.part("b").id()));
    stager.add(Loads.batch(Loads.part("b"), 2, false, "{\"id\":5}"));
    assertThat(stager.startOver(Loads.part("b").id())).isEqualTo(5);
    assertThat(destination().lastStaged(Loads.KEY, run.sync(), List.of(Loads.part("b").id())))
        .isEmpty();
    stager.add(Loads.batch(Loads.part("b"), 0, true, "{\"id\":6}"));
    stager.flush();
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(1L, 6L);
  }

  @Test
  default void whatHasEnteredTheTableStaysWhenItsSliceStartsOver() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads()
        .stage(
            run, Loads.whole(), 0, false, "{\"id\":1,\"name\":\"a\"}", "{\"id\":2,\"name\":\"b\"}");
    loads().committer(run).commitStaged();
    loads().stage(run, Loads.whole(), 1, false, "{\"id\":3,\"name\":\"c\"}");
    PageStager stager = new PageStager(destination(), Loads.KEY, run);
    assertThat(stager.startOver(Loads.whole().id())).isEqualTo(1);
    stager.add(Loads.batch(Loads.whole(), 0, true, "{\"id\":2,\"name\":\"B\"}"));
    stager.flush();
    loads().committer(run).complete();
    assertThat(loads().column("name")).containsExactly("a", "B");
  }

  @Test
  default void aPageWithoutRecordsIsKeptAtOnce() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    new PageStager(destination(), Loads.KEY, run).add(Loads.batch(Loads.whole(), 0, false));
    assertThat(destination().lastStaged(Loads.KEY, run.sync(), List.of(Loads.whole().id())))
        .isNotEmpty();
  }

  @Test
  default void theTidemarkAdvancesOnlyOverIntervalsWithoutAGap() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(run, Loads.interval(0), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    loads().stage(run, Loads.interval(2), 0, true, "{\"id\":3,\"at\":\"2025-03-15T00:00:00Z\"}");
    loads().committer(run).commitStaged();
    assertThat(loads().state().tidemark().cursor().value()).isEqualTo("2025-01-15T00:00:00Z");
    loads().stage(run, Loads.interval(1), 0, true, "{\"id\":2,\"at\":\"2025-02-15T00:00:00Z\"}");
    loads().committer(run).commitStaged();
    assertThat(loads().state().tidemark().cursor().value()).isEqualTo("2025-03-15T00:00:00Z");
  }

  @Test
  default void eachPartitionHasItsOwnTidemark() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(run, Loads.part("a"), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    loads().stage(run, Loads.part("b"), 0, true, "{\"id\":2,\"at\":\"2025-02-15T00:00:00Z\"}");
    loads().committer(run).complete();
    Tidemark tidemark = loads().state().tidemark();
    assertThat(tidemark.of(Loads.part("a").partition()).orElseThrow().value())
        .startsWith("2025-01-15");
    assertThat(tidemark.of(Loads.part("b").partition()).orElseThrow().value())
        .startsWith("2025-02-15");
    assertThat(tidemark.cursor().value()).startsWith("2025-02-15");
  }

  @Test
  default void aCompletedRunIsClosedAndItsLedgerCleared() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    assertThat(loads().state().run()).contains(run);
    loads().committer(run).complete();
    assertThat(loads().state().run()).isEmpty();
    assertThat(destination().ledger(Loads.KEY, run.sync())).isEmpty();
    assertThat(loads().committer(run).complete()).isEqualTo(-1);
    assertThat(loads().ids()).containsExactly(1L);
  }

  @Test
  default void aCommitDecidedOnAnOldStateDoesNothing() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    StreamState before = loads().state();
    List<Long> entries =
        destination().ledger(Loads.KEY, run.sync()).stream().map(LedgerEntry::id).toList();
    Commit commit =
        new Commit(
            Loads.KEY,
            run,
            before.version(),
            entries,
            Versions.NONE,
            List.of(),
            before.table(),
            before.table(),
            Map.of(),
            Tidemark.NONE,
            false);
    assertThat(destination().commit(commit)).isTrue();
    assertThat(destination().commit(commit)).isFalse();
    assertThat(loads().ids()).containsExactly(1L);
  }

  @Test
  default void aNewRunForgetsWhatAnAbandonedOneStaged() {
    Run abandoned = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(abandoned, Loads.whole(), 0, true, "{\"id\":1}");
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":2}");
    loads().committer(run).complete();
    assertThat(loads().ids()).containsExactly(2L);
  }

  @Test
  default void resetForgetsTheTidemarkAndWhatIsStagedButNotTheTable() {
    Run run = loads().begin(Strategy.MERGE, Contract.EVOLVE);
    loads().stage(run, Loads.interval(0), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    loads().committer(run).complete();
    loads().begin(Strategy.MERGE, Contract.EVOLVE);
    destination().reset(Loads.KEY);
    assertThat(loads().state().tidemark()).isEqualTo(Tidemark.NONE);
    assertThat(loads().state().run()).isEmpty();
    assertThat(loads().ids()).containsExactly(1L);
  }

  @Test
  default void anImportedTidemarkIsTheStreams() {
    Tidemark tidemark =
        new Tidemark(new CursorMark("2025-01-15", 1_736_899_200_000_000L), Map.of(), null);
    destination().overwrite(Loads.KEY, tidemark);
    assertThat(loads().state().tidemark()).isEqualTo(tidemark);
    loads().begin(Strategy.MERGE, Contract.EVOLVE);
    assertThat(loads().state().tidemark()).isEqualTo(tidemark);
  }

  @Test
  default void twoConnectionsMayFillOneTable() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    loads().stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    StreamKey other = new StreamKey("other", "people");
    TableSchema table = loads().state().table();
    destination().begin(other, run, 0, table, table);
    loads().committer(run).complete();
    new Committer(destination(), other, run).complete();
    assertThat(loads().ids()).containsExactly(1L);
    assertThat(destination().states("other").get("people").run()).isEmpty();
  }

  @Test
  default void aRunThatWasDecidedOnAnOldStateIsRefused() {
    Run run = loads().begin(Strategy.APPEND, Contract.EVOLVE);
    TableSchema table = loads().state().table();
    assertThatThrownBy(() -> destination().begin(Loads.KEY, run, 0, table, table))
        .hasMessageContaining("crm");
    assertThatThrownBy(() -> destination().begin(Loads.KEY, run, 99, table, table))
        .hasMessageContaining("another sync has changed the stream's state");
  }

  @Test
  default void reportsAreKeptRenewedAndCounted() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    destination().record(Loads.KEY, "s1", start, "{\"rows\":1}");
    destination().record(Loads.KEY, "s1", start, "{\"rows\":2}");
    destination().record(Loads.KEY, "s2", start, "{\"rows\":3}");
    assertThat(destination().syncs("crm")).isEqualTo(2);
    assertThat(destination().reports("crm", "s1").get("people").replace(" ", ""))
        .isEqualTo("{\"rows\":2}");
    assertThat(destination().reports("crm", "s9")).isEmpty();
  }
}
