package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.evolve.Evolution;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Deletion;
import dev.tidemark.model.Interval;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Partition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.shape.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every destination promises. A destination's test extends it and says how to get one. */
public abstract class DestinationContract {
  private static final StreamKey KEY = new StreamKey("crm", "people");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<String, Set<ColumnType>> DECLARED = declared();

  private static final Deletion GONE = new Deletion("gone_at", "gone");

  private Destination destination;

  /** Where the tests' tables go; the same for every call within one test. */
  protected abstract DestinationRef ref();

  @BeforeEach
  void open() {
    destination = ref().open(Access.WRITE);
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
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, whole(), 0, true, "{\"id\":1,\"name\":\"Ann\"}");
    assertThat(ids()).isEmpty();
    assertThat(committer(run).complete()).isEqualTo(1);
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void stagingAPageTwiceIsTheSameAsStagingItOnce() {
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, whole(), 0, false, "{\"id\":1}");
    stage(run, whole(), 0, false, "{\"id\":1}");
    stage(run, whole(), 1, true, "{\"id\":2}");
    committer(run).complete();
    assertThat(ids()).containsExactly(1L, 2L);
  }

  @Test
  void aSliceGoesOnAfterItsLastStagedPage() {
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, whole(), 0, false, "{\"id\":1}");
    stage(run, whole(), 1, false, "{\"id\":2}");
    LedgerEntry last = destination.lastStaged(KEY, run.sync(), whole().id()).orElseThrow();
    assertThat(last.following()).isEqualTo(new PagePosition(2, "after 1"));
  }

  @Test
  void aSliceThatStartsOverIsReadAgainFromItsFirstPage() {
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, part("a"), 0, true, "{\"id\":1}");
    stage(run, part("b"), 0, false, "{\"id\":2}", "{\"id\":3}", "{\"id\":\"none\"}");
    stage(run, part("b"), 1, false, "{\"id\":4}");
    PageStager stager = new PageStager(destination, KEY, run);
    stager.resume(part("b").id());
    stager.add(batch(part("b"), 2, false, "{\"id\":5}"));
    assertThat(stager.startOver(part("b").id())).isEqualTo(5);
    assertThat(destination.lastStaged(KEY, run.sync(), part("b").id())).isEmpty();
    stager.add(batch(part("b"), 0, true, "{\"id\":6}"));
    stager.flush();
    committer(run).complete();
    assertThat(ids()).containsExactly(1L, 6L);
  }

  @Test
  void whatHasEnteredTheTableStaysWhenItsSliceStartsOver() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, whole(), 0, false, "{\"id\":1,\"name\":\"a\"}", "{\"id\":2,\"name\":\"b\"}");
    committer(run).commitStaged();
    stage(run, whole(), 1, false, "{\"id\":3,\"name\":\"c\"}");
    PageStager stager = new PageStager(destination, KEY, run);
    assertThat(stager.startOver(whole().id())).isEqualTo(1);
    stager.add(batch(whole(), 0, true, "{\"id\":2,\"name\":\"B\"}"));
    stager.flush();
    committer(run).complete();
    assertThat(column("name")).containsExactly("a", "B");
  }

  @Test
  void aPageWithoutRecordsIsKeptAtOnce() {
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    new PageStager(destination, KEY, run).add(batch(whole(), 0, false));
    assertThat(destination.lastStaged(KEY, run.sync(), whole().id())).isPresent();
  }

  @Test
  void mergeKeepsOneRowForEachKeyTheNewestByCursor() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(
        run,
        whole(),
        0,
        true,
        "{\"id\":1,\"name\":\"new\",\"at\":\"2025-03-01T00:00:00Z\"}",
        "{\"id\":1,\"name\":\"old\",\"at\":\"2025-01-01T00:00:00Z\"}",
        "{\"id\":2,\"name\":\"Bob\",\"at\":\"2025-01-01T00:00:00Z\"}");
    committer(run).complete();
    assertThat(column("name")).containsExactly("new", "Bob");
  }

  @Test
  void mergeTakesTheLaterOfTwoVersionsWithEqualCursor() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, whole(), 0, false, "{\"id\":1,\"name\":\"first\",\"at\":\"2025-01-01T00:00:00Z\"}");
    stage(run, whole(), 1, true, "{\"id\":1,\"name\":\"second\",\"at\":\"2025-01-01T00:00:00Z\"}");
    committer(run).complete();
    assertThat(column("name")).containsExactly("second");
  }

  @Test
  void mergeUpdatesRowsOfEarlierCommitsButNotWithOlderVersions() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, whole(), 0, false, "{\"id\":1,\"name\":\"a\",\"at\":\"2025-02-01T00:00:00Z\"}");
    assertThat(committer(run).commitStaged()).isEqualTo(1);
    stage(run, whole(), 1, false, "{\"id\":1,\"name\":\"b\",\"at\":\"2025-03-01T00:00:00Z\"}");
    committer(run).commitStaged();
    stage(run, whole(), 2, true, "{\"id\":1,\"name\":\"c\",\"at\":\"2025-01-01T00:00:00Z\"}");
    committer(run).complete();
    assertThat(column("name")).containsExactly("b");
  }

  @Test
  void appendCommitsOnlyWholeSlicesWhileReadingGoesOn() {
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, part("a"), 0, true, "{\"id\":1}");
    stage(run, part("b"), 0, false, "{\"id\":2}");
    assertThat(committer(run).commitStaged()).isEqualTo(1);
    assertThat(ids()).containsExactly(1L);
    assertThat(committer(run).commitStaged()).isEqualTo(-1);
  }

  @Test
  void replaceLeavesTheOldRowsUntilAllIsRead() {
    Run first = begin(Strategy.REPLACE, Contract.EVOLVE);
    stage(first, whole(), 0, true, "{\"id\":1}", "{\"id\":2}");
    committer(first).complete();
    Run second = begin(Strategy.REPLACE, Contract.EVOLVE);
    stage(second, whole(), 0, false, "{\"id\":3}");
    assertThat(committer(second).commitStaged()).isEqualTo(-1);
    assertThat(ids()).containsExactly(1L, 2L);
    stage(second, whole(), 1, true, "{\"id\":4}");
    committer(second).complete();
    assertThat(ids()).containsExactly(3L, 4L);
  }

  @Test
  void replaceByNothingEmptiesTheTable() {
    Run first = begin(Strategy.REPLACE, Contract.EVOLVE);
    stage(first, whole(), 0, true, "{\"id\":1}");
    committer(first).complete();
    Run second = begin(Strategy.REPLACE, Contract.EVOLVE);
    stage(second, whole(), 0, true);
    committer(second).complete();
    assertThat(ids()).isEmpty();
  }

  @Test
  void theTidemarkAdvancesOnlyOverIntervalsWithoutAGap() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, interval(0), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    stage(run, interval(2), 0, true, "{\"id\":3,\"at\":\"2025-03-15T00:00:00Z\"}");
    committer(run).commitStaged();
    assertThat(state().tidemark().cursor().value()).isEqualTo("2025-01-15T00:00:00Z");
    stage(run, interval(1), 0, true, "{\"id\":2,\"at\":\"2025-02-15T00:00:00Z\"}");
    committer(run).commitStaged();
    assertThat(state().tidemark().cursor().value()).isEqualTo("2025-03-15T00:00:00Z");
  }

  @Test
  void eachPartitionHasItsOwnTidemark() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, part("a"), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    stage(run, part("b"), 0, true, "{\"id\":2,\"at\":\"2025-02-15T00:00:00Z\"}");
    committer(run).complete();
    Tidemark tidemark = state().tidemark();
    assertThat(tidemark.of(part("a").partition()).orElseThrow().value()).startsWith("2025-01-15");
    assertThat(tidemark.of(part("b").partition()).orElseThrow().value()).startsWith("2025-02-15");
    assertThat(tidemark.cursor().value()).startsWith("2025-02-15");
  }

  @Test
  void aCompletedRunIsClosedAndItsLedgerCleared() {
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, whole(), 0, true, "{\"id\":1}");
    assertThat(state().run()).contains(run);
    committer(run).complete();
    assertThat(state().run()).isEmpty();
    assertThat(destination.ledger(KEY, run.sync())).isEmpty();
    assertThat(committer(run).complete()).isEqualTo(-1);
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aCommitDecidedOnAnOldStateDoesNothing() {
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, whole(), 0, true, "{\"id\":1}");
    StreamState before = state();
    List<Long> entries = destination.ledger(KEY, run.sync()).stream().map(LedgerEntry::id).toList();
    Commit commit =
        new Commit(
            KEY,
            run,
            before.version(),
            entries,
            before.table(),
            before.table(),
            Map.of(),
            Tidemark.NONE,
            false);
    assertThat(destination.commit(commit)).isTrue();
    assertThat(destination.commit(commit)).isFalse();
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void aNewRunForgetsWhatAnAbandonedOneStaged() {
    Run abandoned = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(abandoned, whole(), 0, true, "{\"id\":1}");
    Run run = begin(Strategy.APPEND, Contract.EVOLVE);
    stage(run, whole(), 0, true, "{\"id\":2}");
    committer(run).complete();
    assertThat(ids()).containsExactly(2L);
  }

  @Test
  void unknownFieldsGetColumnsOfTheirOwn() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(
        run,
        whole(),
        0,
        true,
        "{\"id\":1,\"age\":41,\"Tags\":[\"x\"],\"score\":1.5,\"mixed\":1}",
        "{\"id\":2,\"nick/name~\":\"Bo\",\"mixed\":\"two\"}");
    committer(run).complete();
    assertThat(rows("id, age, tags, score, nick_name_, mixed"))
        .containsExactly(
            "1 | 41 | [\"x\"] | 1.500000000 | null | 1", "2 | null | null | null | Bo | two");
  }

  @Test
  void columnsAreWidenedWhereNothingIsLost() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, whole(), 0, false, "{\"id\":1,\"visits\":7}");
    committer(run).commitStaged();
    stage(run, whole(), 1, true, "{\"id\":2,\"visits\":99999999999999999999}");
    committer(run).complete();
    assertThat(rows("visits")).containsExactly("7", "99999999999999999999");
    assertThat(state().table().named("visits").orElseThrow().type())
        .isEqualTo(ColumnType.BIG_INTEGER);
  }

  @Test
  void valuesOfAnotherTypeGetAColumnBeside() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, whole(), 0, true, "{\"id\":1,\"visits\":\"many\"}", "{\"id\":2,\"visits\":3}");
    committer(run).complete();
    assertThat(rows("id, visits, visits__text")).containsExactly("1 | null | many", "2 | 3 | null");
  }

  @Test
  void discardedFieldsAreKeptInTheMetaColumn() {
    Run run = begin(Strategy.MERGE, Contract.DISCARD);
    stage(run, whole(), 0, true, "{\"id\":1,\"surprise\":\"!\"}");
    committer(run).complete();
    assertThat(rows("_tidemark_meta").get(0)).contains("\"surprise\"").contains("\"!\"");
  }

  @Test
  void aRecordWithoutItsKeyBecomesADeadLetter() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, whole(), 0, true, "{\"id\":1}", "{\"name\":\"nobody\"}");
    committer(run).complete();
    assertThat(ids()).containsExactly(1L);
    assertThat(query("SELECT record FROM _tidemark_dead_letters"))
        .containsExactly("{\"name\":\"nobody\"}");
  }

  @Test
  void everyTypeComesBackAsItWasSent() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(
        run,
        whole(),
        0,
        true,
        "{\"id\":1,\"name\":\"Zoë \\\"x\\\" 😀\",\"at\":\"2025-03-01T12:30:00.123456+02:00\","
            + "\"visits\":-9223372036854775808,\"paid\":12345678901234567890.123456789,"
            + "\"active\":true,\"born\":\"1999-12-31\",\"wakes\":\"07:30:00\","
            + "\"data\":{\"a\":[1,null,\"\\u00e9\"]},\"ratio\":0.1}");
    committer(run).complete();
    assertThat(rows("name, \"at\", visits, paid, active, born, wakes, data, ratio"))
        .containsExactly(
            "Zoë \"x\" 😀 | 2025-03-01T10:30:00.123456Z | -9223372036854775808 |"
                + " 12345678901234567890.123456789 | true | 1999-12-31 | 07:30 |"
                + " {\"a\":[1,null,\"é\"]} | 0.1");
  }

  @Test
  void decimalsOfEveryScaleAreStored() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(
        run,
        whole(),
        0,
        true,
        "{\"id\":1,\"paid\":1.5}",
        "{\"id\":2,\"paid\":1E+5}",
        "{\"id\":3,\"paid\":7}");
    committer(run).complete();
    assertThat(rows("paid")).containsExactly("1.500000000", "100000.000000000", "7.000000000");
  }

  @Test
  void oddNamesAndTextsAreNoSqlForTheDatabase() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    String field = "x\\\"; DROP TABLE people; --'";
    stage(run, whole(), 0, true, "{\"id\":1,\"" + field + "\":\"'; DROP TABLE people; --\"}");
    committer(run).complete();
    assertThat(ids()).containsExactly(1L);
    assertThat(rows("\"x_drop_table_people_\"")).containsExactly("'; DROP TABLE people; --");
  }

  @Test
  void resetForgetsTheTidemarkAndWhatIsStagedButNotTheTable() {
    Run run = begin(Strategy.MERGE, Contract.EVOLVE);
    stage(run, interval(0), 0, true, "{\"id\":1,\"at\":\"2025-01-15T00:00:00Z\"}");
    committer(run).complete();
    begin(Strategy.MERGE, Contract.EVOLVE);
    destination.reset(KEY);
    assertThat(state().tidemark()).isEqualTo(Tidemark.NONE);
    assertThat(state().run()).isEmpty();
    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void anImportedTidemarkIsTheStreams() {
    Tidemark tidemark =
        new Tidemark(new CursorMark("2025-01-15", 1_736_899_200_000_000L), Map.of(), null);
    destination.overwrite(KEY, tidemark);
    assertThat(state().tidemark()).isEqualTo(tidemark);
    begin(Strategy.MERGE, Contract.EVOLVE);
    assertThat(state().tidemark()).isEqualTo(tidemark);
  }

  @Test
  void recordsThatAreGoneBecomeMarkedRows() {
    Run run = begin(Strategy.MERGE, new Deletes(GONE, false, false));
    stage(run, whole(), 0, false, "{\"id\":1,\"name\":\"Ann\"}", "{\"id\":2,\"name\":\"Bob\"}");
    stage(run, whole(), 1, true, "{\"id\":2,\"gone_at\":\"2025-02-01\",\"gone\":true}");
    committer(run).complete();
    assertThat(rows("id, name, gone_at, gone"))
        .containsExactly("1 | Ann | null | null", "2 | null | 2025-02-01 | true");
  }

  @Test
  void hardDeleteRemovesMarkedRowsWhenTheRunIsComplete() {
    Run run = begin(Strategy.MERGE, new Deletes(GONE, true, false));
    stage(run, whole(), 0, false, "{\"id\":1}", "{\"id\":2}");
    committer(run).commitStaged();
    stage(run, whole(), 1, false, "{\"id\":2,\"gone_at\":\"2025-02-01\",\"gone\":true}");
    committer(run).commitStaged();
    stage(run, whole(), 2, true, "{\"id\":3}");
    committer(run).complete();
    assertThat(ids()).containsExactly(1L, 3L);
  }

  @Test
  void hardDeleteHoldsAgainstAnOlderVersionThatComesLater() {
    Run run = begin(Strategy.MERGE, new Deletes(GONE, true, false));
    String gone = "{\"id\":1,\"at\":\"2025-02-02T00:00:00Z\",\"gone_at\":\"2025-02-02\"}";
    stage(run, interval(1), 0, true, gone);
    committer(run).commitStaged();
    stage(run, interval(0), 0, true, "{\"id\":1,\"at\":\"2025-02-01T00:00:00Z\"}");
    committer(run).complete();
    assertThat(ids()).isEmpty();
  }

  @Test
  void hardDeleteRemovesWhatWasMarkedBeforeItWasAskedFor() {
    Run soft = begin(Strategy.MERGE, new Deletes(GONE, false, false));
    stage(soft, whole(), 0, true, "{\"id\":1,\"gone_at\":\"2025-02-02\"}", "{\"id\":2}");
    committer(soft).complete();
    Run hard = begin(Strategy.MERGE, new Deletes(GONE, true, false));
    stage(hard, whole(), 0, true);
    committer(hard).complete();
    assertThat(ids()).containsExactly(2L);
  }

  @Test
  void rowsThatAReadingOfAllDidNotBringAreMarkedOnce() {
    Run first = begin(Strategy.MERGE, new Deletes(GONE, false, false));
    stage(
        first,
        whole(),
        0,
        true,
        "{\"id\":1,\"name\":\"Ann\"}",
        "{\"id\":2,\"name\":\"Bob\"}",
        "{\"id\":3,\"gone_at\":\"2025-02-02\",\"gone\":true}");
    committer(first).complete();
    Run all = begin(Strategy.MERGE, new Deletes(GONE, false, true));
    stage(all, whole(), 0, true, "{\"id\":1,\"name\":\"Anna\"}", "{\"id\":4,\"name\":\"Dan\"}");
    committer(all).complete();
    assertThat(rows("id, name, gone_at, gone"))
        .containsExactly(
            "1 | Anna | null | null",
            "2 | Bob | 2026-01-01T00:00:00.000000 | true",
            "3 | null | 2025-02-02 | true",
            "4 | Dan | null | null");
  }

  @Test
  void nothingOfAReadingOfAllEntersBeforeItsEnd() {
    Run run = begin(Strategy.MERGE, new Deletes(GONE, false, true));
    stage(run, whole(), 0, false, "{\"id\":1}");
    assertThat(committer(run).commitStaged()).isEqualTo(-1);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aReadingOfAllThatFindsNothingLeavesNoRowUnmarked() {
    Run first = begin(Strategy.MERGE, new Deletes(GONE, false, false));
    stage(first, whole(), 0, true, "{\"id\":1}", "{\"id\":2}");
    committer(first).complete();
    Run all = begin(Strategy.MERGE, new Deletes(GONE, true, true));
    stage(all, whole(), 0, true);
    assertThat(committer(all).complete()).isZero();
    assertThat(ids()).isEmpty();
  }

  private static Map<String, Set<ColumnType>> declared() {
    Map<String, Set<ColumnType>> declared = new LinkedHashMap<>();
    declared.put("id", Set.of(ColumnType.INTEGER));
    declared.put("name", Set.of(ColumnType.TEXT));
    declared.put("at", Set.of(ColumnType.TIMESTAMP_TZ));
    declared.put("visits", Set.of(ColumnType.INTEGER));
    declared.put("paid", Set.of(ColumnType.DECIMAL));
    declared.put("active", Set.of(ColumnType.BOOLEAN));
    declared.put("born", Set.of(ColumnType.DATE));
    declared.put("wakes", Set.of(ColumnType.TIME));
    declared.put("data", Set.of(ColumnType.JSON));
    declared.put("ratio", Set.of(ColumnType.DOUBLE));
    declared.put("gone_at", Set.of(ColumnType.TEXT));
    declared.put("gone", Set.of(ColumnType.BOOLEAN));
    return declared;
  }

  private Run begin(Strategy strategy, Contract contract) {
    return begin(strategy, contract, null);
  }

  private Run begin(Strategy strategy, Deletes deletes) {
    return begin(strategy, Contract.EVOLVE, deletes);
  }

  private Run begin(Strategy strategy, Contract contract, Deletes deletes) {
    StreamState state = destination.states("crm").getOrDefault("people", StreamState.UNKNOWN);
    TableSchema before = state.schema().orElse(null);
    TableSchema empty = new TableSchema("people", List.of());
    TableSchema after =
        Evolution.admit(before == null ? empty : before, DECLARED, MetaColumns.DEFAULT);
    Run run =
        new Run(
            "sync-" + state.version(),
            NOW,
            "f",
            strategy,
            strategy == Strategy.MERGE ? List.of("id") : List.of(),
            "at",
            contract,
            MetaColumns.DEFAULT,
            after,
            List.of(),
            deletes);
    destination.begin(KEY, run, state.version(), before, after);
    return run;
  }

  private void stage(Run run, Slice slice, long page, boolean last, String... records) {
    PageStager stager = new PageStager(destination, KEY, run);
    stager.resume(slice.id());
    stager.add(batch(slice, page, last, records));
    stager.flush();
  }

  private static RecordBatch batch(Slice slice, long page, boolean last, String... texts) {
    List<JsonObject> records = new ArrayList<>();
    CursorMark latest = null;
    for (String text : texts) {
      JsonObject record = Json.parseObject(text);
      records.add(record);
      if (record.get("at") instanceof String at && at.endsWith("Z")) {
        latest =
            CursorMark.later(
                latest, new CursorMark(at, Instant.parse(at).getEpochSecond() * 1_000_000));
      }
    }
    PagePosition next = last ? null : new PagePosition(page + 1, "after " + page);
    long arrived = NOW.getEpochSecond() * 1_000_000 + page;
    return new RecordBatch(slice, page, records, arrived, 100, latest, latest, next);
  }

  private static Slice whole() {
    return Slice.whole("people");
  }

  private static Slice part(String name) {
    return new Slice("people", Partition.of(JsonObject.of("part", name)), null, "{}");
  }

  private static Slice interval(int ordinal) {
    return new Slice(
        "people", Partition.WHOLE, new Interval(ordinal, "s" + ordinal, "e" + ordinal), "{}");
  }

  private Committer committer(Run run) {
    return new Committer(destination, KEY, run);
  }

  private StreamState state() {
    return destination.states("crm").get("people");
  }

  private List<Long> ids() {
    return query("SELECT id FROM people ORDER BY id").stream().map(Long::valueOf).toList();
  }

  private List<String> column(String name) {
    return query("SELECT " + name + " FROM people ORDER BY id");
  }

  private List<String> rows(String columns) {
    return query("SELECT " + columns + " FROM people ORDER BY id");
  }

  private List<String> query(String sql) {
    try (QueryResult result = destination.query(sql)) {
      List<String> rows = new ArrayList<>();
      result.forEachRemaining(
          row ->
              rows.add(String.join(" | ", row.stream().map(DestinationContract::text).toList())));
      return rows;
    }
  }

  private static String text(Object value) {
    return value instanceof List<?> list ? Json.write(list) : String.valueOf(value);
  }
}
