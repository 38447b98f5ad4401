package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Slice;
import dev.tidemark.shape.Contract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two runs that a seed decides: pages of several slices in any order, staged twice here and there,
 * commits in between, workers that die with what they hold. Beside the destination it keeps what
 * the table must hold in the end.
 */
public final class RandomLoad {
  private static final int RUNS = 2;
  private static final int KEYS = 12;

  private final DestinationRef ref;
  private final Random random;
  private final Strategy strategy;
  private Destination worker;

  /** By id, and where rows are not merged by part and a number that no two have in common. */
  private final TreeMap<String, Expected> rows = new TreeMap<>();

  private long clock = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
  private int written;

  public RandomLoad(DestinationRef ref, int seed) {
    this.ref = ref;
    this.random = new Random(seed);
    Strategy[] all = Strategy.values();
    this.strategy = all[seed % all.length];
  }

  /** What a row must say, and the cursor of the version that it stems from. */
  private record Expected(long id, String name, String visits, long cursor, int lines) {
    String text() {
      return id + " | " + name + " | " + visits;
    }
  }

  /** A slice with pages that are still to be staged. */
  private static final class Reading {
    private final Slice slice;
    private final List<String[]> pages;
    private int next;

    Reading(Slice slice, List<String[]> pages) {
      this.slice = slice;
      this.pages = pages;
    }

    boolean isDone() {
      return next == pages.size();
    }
  }

  public void runAndCompare() {
    worker = ref.open(Access.WRITE);
    try {
      for (int i = 0; i < RUNS; i++) {
        run(i);
        assertThat(actual()).as("%s, run %d", strategy, i).isEqualTo(expected());
        assertThat(actualLines()).as("%s, lines, run %d", strategy, i).isEqualTo(expectedLines());
      }
    } finally {
      worker.close();
    }
  }

  private void run(int number) {
    if (strategy == Strategy.REPLACE) {
      rows.clear();
    }
    Run run =
        strategy == Strategy.SCD2
            ? new Loads(worker).begin(strategy, Contract.EVOLVE)
            : new Loads(worker).beginLists(strategy, null);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      readings.add(reading("p" + i, number));
    }
    while (!readings.stream().allMatch(Reading::isDone)) {
      switch (random.nextInt(6)) {
        case 0 -> new Loads(worker).committer(run).commitStaged();
        case 1 -> die();
        default -> stage(run, readings.get(random.nextInt(readings.size())));
      }
    }
    new Loads(worker).committer(run).complete();
  }

  /** Parts have no version where none takes the place of another. */
  private Reading reading(String part, int number) {
    if (strategy != Strategy.SUPERSEDE) {
      return new Reading(Loads.part(part), pages(part));
    }
    rows.keySet().removeIf(key -> key.startsWith(part + "/"));
    return new Reading(Loads.version(part, "2024-01-0" + (number + 1) + "T00:00:00Z"), pages(part));
  }

  private void die() {
    worker.close();
    worker = ref.open(Access.WRITE);
  }

  private void stage(Run run, Reading reading) {
    if (reading.isDone()) {
      return;
    }
    boolean last = reading.next == reading.pages.size() - 1;
    int times = random.nextInt(4) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      new Loads(worker)
          .stage(run, reading.slice, reading.next, last, reading.pages.get(reading.next));
    }
    reading.next++;
  }

  private List<String[]> pages(String part) {
    return IntStream.rangeClosed(0, random.nextInt(5)).mapToObj(i -> page(part)).toList();
  }

  private String[] page(String part) {
    String[] records = new String[random.nextInt(6)];
    for (int i = 0; i < records.length; i++) {
      records[i] = record(part);
    }
    return records;
  }

  /** Cursors grow and shrink, but no two are equal: what wins between equals is another test's. */
  private String record(String part) {
    long cursor = clock + 1_000L * written + random.nextInt(2) * -700_000L + written % 500;
    String visits =
        switch (random.nextInt(6)) {
          case 0 -> "99999999999999999999";
          case 1 -> "many";
          case 2 -> null;
          default -> String.valueOf(random.nextInt());
        };
    int lines = strategy == Strategy.SCD2 ? 0 : random.nextInt(3);
    Expected row = new Expected(random.nextInt(KEYS), "n" + written, visits, cursor, lines);
    written++;
    if (strategy == Strategy.MERGE) {
      rows.merge(
          String.valueOf(row.id()), row, (old, now) -> old.cursor() > now.cursor() ? old : now);
    } else {
      rows.put(part + "/" + written, row);
    }
    JsonObject json =
        JsonObject.of(
            "id", row.id(),
            "name", row.name(),
            "part", part,
            "at", Instant.ofEpochSecond(cursor).toString(),
            "lines", lines(row).map(sku -> JsonObject.of("sku", sku)).toList());
    return json.toString().replaceFirst("}$", ",\"visits\":" + literal(visits) + "}");
  }

  private static String literal(String visits) {
    return "many".equals(visits) ? "\"many\"" : String.valueOf(visits);
  }

  private static Stream<String> lines(Expected row) {
    return IntStream.range(0, row.lines()).mapToObj(i -> row.name() + "." + i);
  }

  private List<String> expectedLines() {
    return rows.values().stream()
        .flatMap(row -> lines(row).map(sku -> row.name() + " | " + sku))
        .sorted()
        .toList();
  }

  private List<String> actualLines() {
    return strategy == Strategy.SCD2
        ? List.of()
        : new Loads(worker)
                .query(
                    "SELECT people.name, sku FROM people__lines l"
                        + " LEFT JOIN people ON people._tidemark_id = l._tidemark_parent_id")
                .stream()
                .sorted()
                .toList();
  }

  private List<String> expected() {
    return rows.values().stream().map(Expected::text).sorted().toList();
  }

  private List<String> actual() {
    boolean beside = worker.states("crm").get("people").table().named("visits__text").isPresent();
    String text = beside ? "visits__text" : "name";
    List<String> rows = new ArrayList<>();
    for (String row :
        new Loads(worker).query("SELECT id, name, visits, " + text + " FROM people")) {
      List<String> values = List.of(row.split(" \\| "));
      boolean isText = beside && !values.get(3).equals("null");
      rows.add(String.join(" | ", values.get(0), values.get(1), values.get(isText ? 3 : 2)));
    }
    return rows.stream().sorted().toList();
  }
}
