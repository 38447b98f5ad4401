package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Deletion;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.shape.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every destination promises. A destination's test extends it and says how to get one. */
public abstract class DestinationContract {
  private static final Deletion GONE = new Deletion("gone_at", "gone");

  private Destination destination;
  private Loads loads;

  /** Where the tests' tables go; the same for every call within one test. */
  protected abstract DestinationRef ref();

  @BeforeEach
  void open() {
    destination = ref().open(Access.WRITE);
    loads = new Loads(destination);
  }

  @AfterEach
  void close() {
    destination.close();
  }

  @Test
  void whatWasNeverSyncedIsUnknown() {
    assertThat(destination.states("crm")).isEmpty();
    assertThat(destination.columns("people")).isEmpty();
  }

  @Test
  void stagedRowsAreNotInTheTableUntilTheyAreCommitted() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"Ann\"}");
    assertThat(loads.ids()).isEmpty();
    assertThat(loads.committer(run).complete()).isEqualTo(1);
    assertThat(loads.ids()).containsExactly(1L);
  }

  @Test
  void stagingAPageTwiceIsTheSameAsStagingItOnce() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    loads.stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    loads.stage(run, Loads.whole(), 1, true, "{\"id\":2}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L, 2L);
  }

  @Test
  void aSliceGoesOnAfterItsLastStagedPage() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    loads.stage(run, Loads.whole(), 1, false, "{\"id\":2}");
    LedgerEntry last =
        destination.lastStaged(Loads.KEY, run.sync(), Loads.whole().id()).orElseThrow();
    assertThat(last.following()).isEqualTo(new PagePosition(2, "after 1"));
  }

  @Test
  void aSliceThatStartsOverIsReadAgainFromItsFirstPage() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    loads.stage(run, Loads.part("b"), 0, false, "{\"id\":2}", "{\"id\":3}", "{\"id\":\"none\"}");
    loads.stage(run, Loads.part("b"), 1, false, "{\"id\":4}");
    PageStager stager = new PageStager(destination, Loads.KEY, run);
    stager.resume(Loads.part("b").id());
    stager.add(Loads.batch(Loads.part("b"), 2, false, "{\"id\":5}"));
    assertThat(stager.startOver(Loads.part("b").id())).isEqualTo(5);
    assertThat(destination.lastStaged(Loads.KEY, run.sync(), Loads.part("b").id())).isEmpty();
    stager.add(Loads.batch(Loads.part("b"), 0, true, "{\"id\":6}"));
    stager.flush();
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L, 6L);
  }

  @Test
  void whatHasEnteredTheTableStaysWhenItsSliceStartsOver() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run, Loads.whole(), 0, false, "{\"id\":1,\"name\":\"a\"}", "{\"id\":2,\"name\":\"b\"}");
    loads.committer(run).commitStaged();
    loads.stage(run, Loads.whole(), 1, false, "{\"id\":3,\"name\":\"c\"}");
    PageStager stager = new PageStager(destination, Loads.KEY, run);
    assertThat(stager.startOver(Loads.whole().id())).isEqualTo(1);
    stager.add(Loads.batch(Loads.whole(), 0, true, "{\"id\":2,\"name\":\"B\"}"));
    stager.flush();
    loads.committer(run).complete();
    assertThat(loads.column("name")).containsExactly("a", "B");
  }

  @Test
  void aPageWithoutRecordsIsKeptAtOnce() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    new PageStager(destination, Loads.KEY, run).add(Loads.batch(Loads.whole(), 0, false));
    assertThat(destination.lastStaged(Loads.KEY, run.sync(), Loads.whole().id())).isPresent();
  }

  @Test
  void mergeKeepsOneRowForEachKeyTheNewestByCursor() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"name\":\"new\",\"at\":\"2025-03-01T00:00:00Z\"}",
        "{\"id\":1,\"name\":\"old\",\"at\":\"2025-01-01T00:00:00Z\"}",
        "{\"id\":2,\"name\":\"Bob\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads.committer(run).complete();
    assertThat(loads.column("name")).containsExactly("new", "Bob");
  }

  @Test
  void mergeTakesTheLaterOfTwoVersionsWithEqualCursor() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        false,
        "{\"id\":1,\"name\":\"first\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads.stage(
        run,
        Loads.whole(),
        1,
        true,
        "{\"id\":1,\"name\":\"second\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads.committer(run).complete();
    assertThat(loads.column("name")).containsExactly("second");
  }

  @Test
  void mergeUpdatesRowsOfEarlierCommitsButNotWithOlderVersions() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run, Loads.whole(), 0, false, "{\"id\":1,\"name\":\"a\",\"at\":\"2025-02-01T00:00:00Z\"}");
    assertThat(loads.committer(run).commitStaged()).isEqualTo(1);
    loads.stage(
        run, Loads.whole(), 1, false, "{\"id\":1,\"name\":\"b\",\"at\":\"2025-03-01T00:00:00Z\"}");
    loads.committer(run).commitStaged();
    loads.stage(
        run, Loads.whole(), 2, true, "{\"id\":1,\"name\":\"c\",\"at\":\"2025-01-01T00:00:00Z\"}");
    loads.committer(run).complete();
    assertThat(loads.column("name")).containsExactly("b");
  }

  @Test
  void appendCommitsOnlyWholeSlicesWhileReadingGoesOn() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    loads.stage(run, Loads.part("b"), 0, false, "{\"id\":2}");
    assertThat(loads.committer(run).commitStaged()).isEqualTo(1);
    assertThat(loads.ids()).containsExactly(1L);
    assertThat(loads.committer(run).commitStaged()).isEqualTo(-1);
  }

  @Test
  void replaceLeavesTheOldRowsUntilAllIsRead() {
    Run first = loads.begin(Strategy.REPLACE, Contract.EVOLVE);
    loads.stage(first, Loads.whole(), 0, true, "{\"id\":1}", "{\"id\":2}");
    loads.committer(first).complete();
    Run second = loads.begin(Strategy.REPLACE, Contract.EVOLVE);
    loads.stage(second, Loads.whole(), 0, false, "{\"id\":3}");
    assertThat(loads.committer(second).commitStaged()).isEqualTo(-1);
    assertThat(loads.ids()).containsExactly(1L, 2L);
    loads.stage(second, Loads.whole(), 1, true, "{\"id\":4}");
    loads.committer(second).complete();
    assertThat(loads.ids()).containsExactly(3L, 4L);
  }

  @Test
  void replaceByNothingEmptiesTheTable() {
    Run first = loads.begin(Strategy.REPLACE, Contract.EVOLVE);
    loads.stage(first, Loads.whole(), 0, true, "{\"id\":1}");
    loads.committer(first).complete();
    Run second = loads.begin(Strategy.REPLACE, Contract.EVOLVE);
    loads.stage(second, Loads.whole(), 0, true);
    loads.committer(second).complete();
    assertThat(loads.ids()).isEmpty();
  }

  @Test
  void theTidemarkAdvancesOnlyOverIntervalsWithoutAGap() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.interval(0), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    loads.stage(run, Loads.interval(2), 0, true, "{\"id\":3,\"at\":\"2025-03-15T00:00:00Z\"}");
    loads.committer(run).commitStaged();
    assertThat(loads.state().tidemark().cursor().value()).isEqualTo("2025-01-15T00:00:00Z");
    loads.stage(run, Loads.interval(1), 0, true, "{\"id\":2,\"at\":\"2025-02-15T00:00:00Z\"}");
    loads.committer(run).commitStaged();
    assertThat(loads.state().tidemark().cursor().value()).isEqualTo("2025-03-15T00:00:00Z");
  }

  @Test
  void eachPartitionHasItsOwnTidemark() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    loads.stage(run, Loads.part("b"), 0, true, "{\"id\":2,\"at\":\"2025-02-15T00:00:00Z\"}");
    loads.committer(run).complete();
    Tidemark tidemark = loads.state().tidemark();
    assertThat(tidemark.of(Loads.part("a").partition()).orElseThrow().value())
        .startsWith("2025-01-15");
    assertThat(tidemark.of(Loads.part("b").partition()).orElseThrow().value())
        .startsWith("2025-02-15");
    assertThat(tidemark.cursor().value()).startsWith("2025-02-15");
  }

  @Test
  void aCompletedRunIsClosedAndItsLedgerCleared() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    assertThat(loads.state().run()).contains(run);
    loads.committer(run).complete();
    assertThat(loads.state().run()).isEmpty();
    assertThat(destination.ledger(Loads.KEY, run.sync())).isEmpty();
    assertThat(loads.committer(run).complete()).isEqualTo(-1);
    assertThat(loads.ids()).containsExactly(1L);
  }

  @Test
  void aCommitDecidedOnAnOldStateDoesNothing() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    StreamState before = loads.state();
    List<Long> entries =
        destination.ledger(Loads.KEY, run.sync()).stream().map(LedgerEntry::id).toList();
    Commit commit =
        new Commit(
            Loads.KEY,
            run,
            before.version(),
            entries,
            List.of(),
            before.table(),
            before.table(),
            Map.of(),
            Tidemark.NONE,
            false);
    assertThat(destination.commit(commit)).isTrue();
    assertThat(destination.commit(commit)).isFalse();
    assertThat(loads.ids()).containsExactly(1L);
  }

  @Test
  void aNewRunForgetsWhatAnAbandonedOneStaged() {
    Run abandoned = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(abandoned, Loads.whole(), 0, true, "{\"id\":1}");
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":2}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(2L);
  }

  @Test
  void unknownFieldsGetColumnsOfTheirOwn() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"age\":41,\"Tags\":[\"x\"],\"score\":1.5,\"mixed\":1}",
        "{\"id\":2,\"nick/name~\":\"Bo\",\"mixed\":\"two\"}");
    loads.committer(run).complete();
    assertThat(loads.rows("id, age, tags, score, nick_name_, mixed"))
        .containsExactly(
            "1 | 41 | [\"x\"] | 1.500000000 | null | 1", "2 | null | null | null | Bo | two");
  }

  @Test
  void columnsAreWidenedWhereNothingIsLost() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, false, "{\"id\":1,\"visits\":7}");
    loads.committer(run).commitStaged();
    loads.stage(run, Loads.whole(), 1, true, "{\"id\":2,\"visits\":99999999999999999999}");
    loads.committer(run).complete();
    assertThat(loads.rows("visits")).containsExactly("7", "99999999999999999999");
    assertThat(loads.state().table().named("visits").orElseThrow().type())
        .isEqualTo(ColumnType.BIG_INTEGER);
  }

  @Test
  void valuesOfAnotherTypeGetAColumnBeside() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run, Loads.whole(), 0, true, "{\"id\":1,\"visits\":\"many\"}", "{\"id\":2,\"visits\":3}");
    loads.committer(run).complete();
    assertThat(loads.rows("id, visits, visits__text"))
        .containsExactly("1 | null | many", "2 | 3 | null");
  }

  @Test
  void discardedFieldsAreKeptInTheMetaColumn() {
    Run run = loads.begin(Strategy.MERGE, Contract.DISCARD);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":1,\"surprise\":\"!\"}");
    loads.committer(run).complete();
    assertThat(loads.rows("_tidemark_meta").get(0)).contains("\"surprise\"").contains("\"!\"");
  }

  @Test
  void aRecordWithoutItsKeyBecomesADeadLetter() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":1}", "{\"name\":\"nobody\"}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L);
    assertThat(loads.query("SELECT record FROM _tidemark_dead_letters"))
        .containsExactly("{\"name\":\"nobody\"}");
  }

  @Test
  void everyTypeComesBackAsItWasSent() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"name\":\"Zoë \\\"x\\\" 😀\",\"at\":\"2025-03-01T12:30:00.123456+02:00\","
            + "\"visits\":-9223372036854775808,\"paid\":12345678901234567890.123456789,"
            + "\"active\":true,\"born\":\"1999-12-31\",\"wakes\":\"07:30:00\","
            + "\"data\":{\"a\":[1,null,\"\\u00e9\"]},\"ratio\":0.1}");
    loads.committer(run).complete();
    assertThat(loads.rows("name, \"at\", visits, paid, active, born, wakes, data, ratio"))
        .containsExactly(
            "Zoë \"x\" 😀 | 2025-03-01T10:30:00.123456Z | -9223372036854775808 |"
                + " 12345678901234567890.123456789 | true | 1999-12-31 | 07:30 |"
                + " {\"a\":[1,null,\"é\"]} | 0.1");
  }

  @Test
  void decimalsOfEveryScaleAreStored() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"paid\":1.5}",
        "{\"id\":2,\"paid\":1E+5}",
        "{\"id\":3,\"paid\":7}");
    loads.committer(run).complete();
    assertThat(loads.rows("paid"))
        .containsExactly("1.500000000", "100000.000000000", "7.000000000");
  }

  @Test
  void oddNamesAndTextsAreNoSqlForTheDatabase() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    String field = "x\\\"; DROP TABLE people; --'";
    loads.stage(
        run, Loads.whole(), 0, true, "{\"id\":1,\"" + field + "\":\"'; DROP TABLE people; --\"}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L);
    assertThat(loads.rows("\"x_drop_table_people_\"")).containsExactly("'; DROP TABLE people; --");
  }

  @Test
  void resetForgetsTheTidemarkAndWhatIsStagedButNotTheTable() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.interval(0), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    loads.committer(run).complete();
    loads.begin(Strategy.MERGE, Contract.EVOLVE);
    destination.reset(Loads.KEY);
    assertThat(loads.state().tidemark()).isEqualTo(Tidemark.NONE);
    assertThat(loads.state().run()).isEmpty();
    assertThat(loads.ids()).containsExactly(1L);
  }

  @Test
  void anImportedTidemarkIsTheStreams() {
    Tidemark tidemark =
        new Tidemark(new CursorMark("2025-01-15", 1_736_899_200_000_000L), Map.of(), null);
    destination.overwrite(Loads.KEY, tidemark);
    assertThat(loads.state().tidemark()).isEqualTo(tidemark);
    loads.begin(Strategy.MERGE, Contract.EVOLVE);
    assertThat(loads.state().tidemark()).isEqualTo(tidemark);
  }

  @Test
  void recordsThatAreGoneBecomeMarkedRows() {
    Run run = loads.begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads.stage(
        run, Loads.whole(), 0, false, "{\"id\":1,\"name\":\"Ann\"}", "{\"id\":2,\"name\":\"Bob\"}");
    loads.stage(run, Loads.whole(), 1, true, "{\"id\":2,\"gone_at\":\"2025-02-01\",\"gone\":true}");
    loads.committer(run).complete();
    assertThat(loads.rows("id, name, gone_at, gone"))
        .containsExactly("1 | Ann | null | null", "2 | null | 2025-02-01 | true");
  }

  @Test
  void hardDeleteRemovesMarkedRowsWhenTheRunIsComplete() {
    Run run = loads.begin(Strategy.MERGE, new Deletes(GONE, true, false));
    loads.stage(run, Loads.whole(), 0, false, "{\"id\":1}", "{\"id\":2}");
    loads.committer(run).commitStaged();
    loads.stage(
        run, Loads.whole(), 1, false, "{\"id\":2,\"gone_at\":\"2025-02-01\",\"gone\":true}");
    loads.committer(run).commitStaged();
    loads.stage(run, Loads.whole(), 2, true, "{\"id\":3}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L, 3L);
  }

  @Test
  void hardDeleteHoldsAgainstAnOlderVersionThatComesLater() {
    Run run = loads.begin(Strategy.MERGE, new Deletes(GONE, true, false));
    String gone = "{\"id\":1,\"at\":\"2025-02-02T00:00:00Z\",\"gone_at\":\"2025-02-02\"}";
    loads.stage(run, Loads.interval(1), 0, true, gone);
    loads.committer(run).commitStaged();
    loads.stage(run, Loads.interval(0), 0, true, "{\"id\":1,\"at\":\"2025-02-01T00:00:00Z\"}");
    loads.committer(run).complete();
    assertThat(loads.ids()).isEmpty();
  }

  @Test
  void hardDeleteRemovesWhatWasMarkedBeforeItWasAskedFor() {
    Run soft = loads.begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads.stage(
        soft, Loads.whole(), 0, true, "{\"id\":1,\"gone_at\":\"2025-02-02\"}", "{\"id\":2}");
    loads.committer(soft).complete();
    Run hard = loads.begin(Strategy.MERGE, new Deletes(GONE, true, false));
    loads.stage(hard, Loads.whole(), 0, true);
    loads.committer(hard).complete();
    assertThat(loads.ids()).containsExactly(2L);
  }

  @Test
  void rowsThatAReadingOfAllDidNotBringAreMarkedOnce() {
    Run first = loads.begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads.stage(
        first,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"name\":\"Ann\"}",
        "{\"id\":2,\"name\":\"Bob\"}",
        "{\"id\":3,\"gone_at\":\"2025-02-02\",\"gone\":true}");
    loads.committer(first).complete();
    Run all = loads.begin(Strategy.MERGE, new Deletes(GONE, false, true));
    loads.stage(
        all, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"Anna\"}", "{\"id\":4,\"name\":\"Dan\"}");
    loads.committer(all).complete();
    assertThat(loads.rows("id, name, gone_at, gone"))
        .containsExactly(
            "1 | Anna | null | null",
            "2 | Bob | 2026-01-01T00:00:00.000000 | true",
            "3 | null | 2025-02-02 | true",
            "4 | Dan | null | null");
  }

  @Test
  void nothingOfAReadingOfAllEntersBeforeItsEnd() {
    Run run = loads.begin(Strategy.MERGE, new Deletes(GONE, false, true));
    loads.stage(run, Loads.whole(), 0, false, "{\"id\":1}");
    assertThat(loads.committer(run).commitStaged()).isEqualTo(-1);
    assertThat(loads.ids()).isEmpty();
  }

  @Test
  void aReadingOfAllThatFindsNothingLeavesNoRowUnmarked() {
    Run first = loads.begin(Strategy.MERGE, new Deletes(GONE, false, false));
    loads.stage(first, Loads.whole(), 0, true, "{\"id\":1}", "{\"id\":2}");
    loads.committer(first).complete();
    Run all = loads.begin(Strategy.MERGE, new Deletes(GONE, true, true));
    loads.stage(all, Loads.whole(), 0, true);
    assertThat(loads.committer(all).complete()).isZero();
    assertThat(loads.ids()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheOrderOfPagesCommitsAndDeathsTheTableHoldsWhatItMust(int seed) {
    new RandomLoad(ref(), seed).runAndCompare();
  }

  static IntStream seeds() {
    return IntStream.range(0, 30);
  }

  @Test
  void nullBytesAreTakenOutAndThatIsNoted() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"name\":\"a\\u0000b\",\"data\":{\"k\\u0000\":[\"x\\u0000y\"]}}");
    loads.committer(run).complete();
    assertThat(loads.rows("name, data")).containsExactly("ab | {\"k\":[\"xy\"]}");
    assertThat(loads.rows("_tidemark_meta").get(0)).contains("\"name\"").contains("\"data\"");
  }

  @Test
  void timesAtTheEndsOfTheCalendarAreStored() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"at\":\"0001-01-01T00:00:00Z\",\"born\":\"0001-01-01\",\"wakes\":\"00:00:00\"}",
        "{\"id\":2,\"at\":\"9999-12-31T23:59:59.999999Z\",\"born\":\"9999-12-31\","
            + "\"wakes\":\"23:59:59.999999\"}",
        "{\"id\":3,\"at\":\"1969-12-31T23:59:59.5Z\",\"born\":\"1969-12-31\"}");
    loads.committer(run).complete();
    assertThat(loads.rows("\"at\", born, wakes"))
        .containsExactly(
            "0001-01-01T00:00Z | 0001-01-01 | 00:00",
            "9999-12-31T23:59:59.999999Z | 9999-12-31 | 23:59:59.999999",
            "1969-12-31T23:59:59.500Z | 1969-12-31 | null");
  }

  @Test
  void numbersOfEverySizeAreStoredToTheLastDigit() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"paid\":0.000000001,\"ratio\":-1.5e300}",
        "{\"id\":2,\"paid\":-99999999999999999999999999999.999999999,\"ratio\":4.9e-324}",
        "{\"id\":3,\"paid\":0,\"ratio\":0}",
        "{\"id\":4,\"paid\":10000,\"ratio\":1}",
        "{\"id\":5,\"paid\":-12340000.5001}");
    loads.committer(run).complete();
    assertThat(loads.rows("paid, ratio"))
        .containsExactly(
            "0.000000001 | -1.5E300",
            "-99999999999999999999999999999.999999999 | 4.9E-324",
            "0.000000000 | 0.0",
            "10000.000000000 | 1.0",
            "-12340000.500100000 | null");
  }

  @Test
  void aTableOfAThousandColumnsIsFilled() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    // No record has them all: a row of Postgres must fit into 8 kB, its long texts aside.
    String[] records = new String[4];
    for (int i = 0; i < records.length; i++) {
      StringBuilder record = new StringBuilder("{\"id\":" + i);
      for (int field = i * 250; field < (i + 1) * 250; field++) {
        record.append(",\"field ").append(field).append("\":").append(field);
      }
      records[i] = record.append('}').toString();
    }
    loads.stage(run, Loads.whole(), 0, true, records);
    loads.committer(run).complete();
    assertThat(loads.rows("field_0, field_500, field_999"))
        .containsExactly(
            "0 | null | null", "null | null | null", "null | 500 | null", "null | null | 999");
  }

  @Test
  void aRecordOfSixteenMegabytesIsStored() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    String text = "é".repeat(8 << 20);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":1,\"name\":\"" + text + "\"}");
    loads.committer(run).complete();
    assertThat(loads.rows("length(name), name = repeat('é', 8388608)"))
        .containsExactly("8388608 | true");
  }

  @Test
  void longNamesThatBeginAlikeHaveColumnsOfTheirOwn() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    String begin = "a".repeat(70);
    loads.stage(
        run,
        Loads.whole(),
        0,
        true,
        "{\"id\":1,\"" + begin + "1\":\"one\",\"" + begin + "2\":\"two\"}");
    loads.committer(run).complete();
    Run again = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(again, Loads.whole(), 0, true, "{\"id\":2,\"" + begin + "2\":\"zwei\"}");
    loads.committer(again).complete();
    assertThat(loads.query("SELECT * FROM people ORDER BY id"))
        .satisfiesExactly(
            row -> assertThat(row).contains("one").contains("two"),
            row -> assertThat(row).doesNotContain("one").contains("zwei"));
  }

  @Test
  void twoConnectionsMayFillOneTable() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    StreamKey other = new StreamKey("other", "people");
    TableSchema table = loads.state().table();
    destination.begin(other, run, 0, table, table);
    loads.committer(run).complete();
    new Committer(destination, other, run).complete();
    assertThat(loads.ids()).containsExactly(1L);
    assertThat(destination.states("other").get("people").run()).isEmpty();
  }

  @Test
  void aRunThatWasDecidedOnAnOldStateIsRefused() {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    TableSchema table = loads.state().table();
    assertThatThrownBy(() -> destination.begin(Loads.KEY, run, 0, table, table))
        .hasMessageContaining("crm");
    assertThatThrownBy(() -> destination.begin(Loads.KEY, run, 99, table, table))
        .hasMessageContaining("another sync has changed the stream's state");
  }

  @Test
  void reportsAreKeptRenewedAndCounted() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    destination.record(Loads.KEY, "s1", start, "{\"rows\":1}");
    destination.record(Loads.KEY, "s1", start, "{\"rows\":2}");
    destination.record(Loads.KEY, "s2", start, "{\"rows\":3}");
    assertThat(destination.syncs("crm")).isEqualTo(2);
    assertThat(destination.reports("crm", "s1").get("people").replace(" ", ""))
        .isEqualTo("{\"rows\":2}");
    assertThat(destination.reports("crm", "s9")).isEmpty();
  }
}
