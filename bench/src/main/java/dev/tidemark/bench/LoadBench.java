package dev.tidemark.bench;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.PageStager;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.evolve.Evolution;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.TableSchema;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a destination does with records that are at hand: loads them beside its own bulk loader, and
 * merges some into many.
 *
 * <p>{@code java -cp … dev.tidemark.bench.LoadBench URL [ROWS] [RUNS] [MANY] [SOME]}; the database
 * should be empty.
 */
public final class LoadBench {
  private static final int PAGE = 1_000;
  private static final long WARM_UP = 100_000;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final Map<String, ColumnType> COLUMNS = columns();

  private final DestinationRef ref;

  private LoadBench(DestinationRef ref) {
    this.ref = ref;
  }

  private static Map<String, ColumnType> columns() {
    Map<String, ColumnType> columns = new LinkedHashMap<>();
    columns.put("id", ColumnType.INTEGER);
    columns.put("name", ColumnType.TEXT);
    columns.put("email", ColumnType.TEXT);
    columns.put("mrr", ColumnType.DECIMAL);
    columns.put("visits", ColumnType.INTEGER);
    columns.put("active", ColumnType.BOOLEAN);
    columns.put("created_at", ColumnType.TIMESTAMP_TZ);
    columns.put("country", ColumnType.TEXT);
    columns.put("note", ColumnType.TEXT);
    columns.put("attributes", ColumnType.JSON);
    return columns;
  }

  /** A record; a bulk loader takes the same. */
  static JsonObject record(long id) {
    return JsonObject.of(
        "id",
        id,
        "name",
        "customer " + id % 977,
        "email",
        "customer" + id + "@example.com",
        "mrr",
        id % 100_000 / 4,
        "visits",
        id % 31,
        "active",
        id % 3 == 0,
        "created_at",
        NOW.plusSeconds(id % 1_000_000).toString(),
        "country",
        id % 2 == 0 ? "DE" : "US",
        "note",
        "a note that is as long as notes are, number " + id,
        "attributes",
        JsonObject.of("plan", "gold", "seats", id % 50));
  }

  public static void main(String[] arguments) throws Exception {
    LoadBench bench = new LoadBench(DestinationRef.of(arguments[0]));
    long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    long many = arguments.length > 3 ? Long.parseLong(arguments[3]) : 10_000_000;
    long some = arguments.length > 4 ? Long.parseLong(arguments[4]) : 1_000_000;
    // What it takes to compile the classes is the same for a hundred rows and for a million.
    bench.load("warm", Strategy.MERGE, 0, WARM_UP, true);
    double[] ours = new double[runs];
    double[] bulk = new double[runs];
    for (int i = 0; i < runs; i++) {
      ours[i] = bench.load("load" + i, Strategy.APPEND, 0, rows, true);
      bulk[i] = BulkLoad.of(bench.ref).seconds("bulk" + i, rows);
    }
    String scheme = bench.ref.url().substring(0, bench.ref.url().indexOf(':'));
    double load = rows / Programs.median(ours);
    double own = rows / Programs.median(bulk);
    print("| %s | load %,d | %,.0f | %,.0f | %.2f |", scheme, rows, own, load, load / own);
    if (many > 0) {
      bench.load("merged", Strategy.MERGE, 0, many, true);
      double seconds = bench.load("merged", Strategy.MERGE, many - some / 2, some, false);
      String what = String.format(Locale.ROOT, "merge %,d into %,d", some, many);
      print("| %s | %s | | %,.0f | %.1f s |", scheme, what, some / seconds, seconds);
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * Loads records and completes the run.
   *
   * @param staging whether what is measured is staging and committing, or only the commit of what
   *     has been staged
   * @return seconds, without those that it takes to make the records
   */
  private double load(String stream, Strategy strategy, long from, long count, boolean staging) {
    StreamKey key = new StreamKey("bench", stream);
    try (Destination destination = ref.open(Access.WRITE)) {
      Run run = begin(destination, key, strategy);
      PageStager stager = new PageStager(destination, key, run);
      Committer committer = new Committer(destination, key, run);
      Slice slice = Slice.whole(stream);
      stager.resume(List.of(slice.id()));
      long nanos = 0;
      long uncommitted = 0;
      long pages = (count + PAGE - 1) / PAGE;
      for (long page = 0; page < pages; page++) {
        RecordBatch batch = page(slice, page, from, from + count, page + 1 == pages);
        long start = System.nanoTime();
        stager.add(batch);
        uncommitted += PAGE;
        if (staging && uncommitted >= destination.rhythm().commit().rows()) {
          stager.flush();
          committer.commitStaged();
          uncommitted = 0;
        }
        nanos += System.nanoTime() - start;
      }
      long start = System.nanoTime();
      stager.flush();
      long staged = System.nanoTime();
      committer.complete();
      long end = System.nanoTime();
      return (staging ? nanos + end - start : end - staged) / 1e9;
    }
  }

  private static Run begin(Destination destination, StreamKey key, Strategy strategy) {
    StreamState state =
        destination.states(key.connection()).getOrDefault(key.stream(), StreamState.UNKNOWN);
    TableSchema before = state.schema().orElse(null);
    Map<String, Set<ColumnType>> declared = new LinkedHashMap<>();
    COLUMNS.forEach((name, type) -> declared.put(name, Set.of(type)));
    TableSchema empty = new TableSchema(key.stream(), List.of());
    TableSchema table =
        Evolution.admit(before == null ? empty : before, declared, MetaColumns.DEFAULT);
    Run run =
        new Run(
            "bench-" + state.version(),
            NOW,
            "",
            strategy,
            strategy.byKey() ? List.of("id") : List.of(),
            null,
            Contract.EVOLVE,
            MetaColumns.DEFAULT,
            table,
            List.of(),
            Nested.JSON,
            null,
            null,
            state.tidemark());
    destination.begin(key, run, state.version(), before, table);
    return run;
  }

  private static RecordBatch page(Slice slice, long page, long from, long to, boolean last) {
    List<JsonObject> records = new ArrayList<>(PAGE);
    for (long id = from + page * PAGE; id < Math.min(to, from + (page + 1) * PAGE); id++) {
      records.add(record(id));
    }
    PagePosition next = last ? null : new PagePosition(page + 1, "after " + page);
    long arrived = NOW.getEpochSecond() * 1_000_000 + page;
    return new RecordBatch(slice, page, records, arrived, 300L * PAGE, null, null, next);
  }
}
