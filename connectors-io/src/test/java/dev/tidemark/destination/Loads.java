package dev.tidemark.destination;

import dev.tidemark.evolve.Evolution;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Partition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.TableSchema;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Loads people into a destination, as a sync would, and looks at what became of them. */
public final class Loads {
  public static final StreamKey KEY = new StreamKey("crm", "people");
  static final String PART = "part";

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Map<String, Set<ColumnType>> DECLARED = declared();

  private final Destination destination;

  public Loads(Destination destination) {
    this.destination = destination;
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
    declared.put("part", Set.of(ColumnType.TEXT));
    declared.put("gone_at", Set.of(ColumnType.TEXT));
    declared.put("gone", Set.of(ColumnType.BOOLEAN));
    return declared;
  }

  public Run begin(Strategy strategy, Contract contract) {
    return begin(strategy, contract, null);
  }

  public Run begin(Strategy strategy, Deletes deletes) {
    return begin(strategy, Contract.EVOLVE, deletes);
  }

  public Run begin(Strategy strategy, Contract contract, Deletes deletes) {
    return begin(strategy, contract, Nested.JSON, deletes, all -> all, all -> all);
  }

  /** A run that has rows of lists in tables of their own; its schema knows {@code lines}. */
  Run beginLists(Strategy strategy, Deletes deletes) {
    Map<String, Set<ColumnType>> lines =
        Map.of("lines[].sku", Set.of(ColumnType.TEXT), "lines[].at", Set.of(ColumnType.DATE));
    Set<String> fields = new LinkedHashSet<>(DECLARED.keySet());
    fields.addAll(lines.keySet());
    return begin(
        strategy,
        Contract.EVOLVE,
        Nested.TABLES,
        deletes,
        table ->
            Evolution.admit(
                table, lines, Nested.TABLES, MetaColumns.DEFAULT, destination::changesType),
        table ->
            Evolution.staged(table, fields, MetaColumns.DEFAULT)
                .including(MetaColumns.DEFAULT.staged()));
  }

  /** A run for a table with other columns, or that stages only some of them. */
  Run begin(UnaryOperator<TableSchema> changed, UnaryOperator<TableSchema> staged) {
    return begin(Strategy.MERGE, Contract.EVOLVE, Nested.JSON, null, changed, staged);
  }

  private Run begin(
      Strategy strategy,
      Contract contract,
      Nested nested,
      Deletes deletes,
      UnaryOperator<TableSchema> changed,
      UnaryOperator<TableSchema> staged) {
    StreamState state = destination.states("crm").getOrDefault("people", StreamState.UNKNOWN);
    TableSchema before = state.schema().orElse(null);
    TableSchema empty = new TableSchema("people", List.of());
    TableSchema after =
        Evolution.admit(before == null ? empty : before, DECLARED, MetaColumns.DEFAULT)
            .including(strategy == Strategy.SCD2 ? MetaColumns.DEFAULT.validity() : List.of());
    TableSchema changedAfter = changed.apply(after);
    Run run =
        new Run(
            "sync-" + state.version(),
            NOW,
            "f",
            strategy,
            strategy.byKey() ? List.of("id") : List.of(),
            "at",
            contract,
            MetaColumns.DEFAULT,
            staged.apply(changedAfter),
            List.of(),
            nested,
            deletes,
            strategy == Strategy.SUPERSEDE ? PART : null,
            state.tidemark());
    destination.begin(KEY, run, state.version(), before, changedAfter);
    return run;
  }

  public void stage(Run run, Slice slice, long page, boolean last, String... records) {
    PageStager stager = new PageStager(destination, KEY, run);
    stager.resume(List.of(slice.id()));
    stager.add(batch(slice, page, last, records));
    stager.flush();
  }

  public static RecordBatch batch(Slice slice, long page, boolean last, String... texts) {
    List<JsonObject> records = new ArrayList<>();
    CursorMark latest = ofVersion(slice);
    for (String text : texts) {
      JsonObject record = Json.parseObject(text);
      records.add(record);
      if (record.get("at") instanceof String at && at.endsWith("Z")) {
        latest = CursorMark.later(latest, mark(at));
      }
    }
    PagePosition next = last ? null : new PagePosition(page + 1, "after " + page);
    long arrived = NOW.getEpochSecond() * 1_000_000 + page;
    return new RecordBatch(slice, page, records, arrived, 100, latest, latest, next);
  }

  private static CursorMark mark(String at) {
    return new CursorMark(at, Instant.parse(at).getEpochSecond() * 1_000_000);
  }

  private static CursorMark ofVersion(Slice slice) {
    return slice.partition().values().get("since") instanceof String since ? mark(since) : null;
  }

  public static Slice whole() {
    return Slice.whole("people");
  }

  public static Slice part(String name) {
    return new Slice("people", Partition.of(JsonObject.of(PART, name)), null, "{}");
  }

  /** A version of a part. */
  public static Slice version(String part, String since) {
    return version(JsonObject.of(PART, part, "since", since), null);
  }

  /** A piece of a version of a part. */
  static Slice version(JsonObject version, Interval range) {
    return new Slice("people", Partition.of(version), range, "{}");
  }

  public static Slice interval(int ordinal) {
    return new Slice(
        "people", Partition.WHOLE, new Interval(ordinal, "s" + ordinal, "e" + ordinal), "{}");
  }

  public Committer committer(Run run) {
    return new Committer(destination, KEY, run);
  }

  public StreamState state() {
    return destination.states("crm").get("people");
  }

  public List<Long> ids() {
    return query("SELECT id FROM people ORDER BY id").stream().map(Long::valueOf).toList();
  }

  public List<String> column(String name) {
    return query("SELECT " + name + " FROM people ORDER BY id");
  }

  public List<String> rows(String columns) {
    return query("SELECT " + columns + " FROM people ORDER BY id");
  }

  public List<String> query(String sql) {
    try (QueryResult result = destination.query(sql)) {
      List<String> rows = new ArrayList<>();
      result.forEachRemaining(
          row -> rows.add(String.join(" | ", row.stream().map(Loads::text).toList())));
      return rows;
    }
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof List<?> list ? Json.write(list) : String.valueOf(value);
  }
}
