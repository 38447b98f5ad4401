package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Deletion;
import dev.tidemark.model.Slice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Versions of a few records that a seed makes up: they come twice, say that their record is gone,
 * enter in commits of any size; some runs read all there is. Those with a cursor come in any order,
 * those without are often equal to the one before. Beside the destination a simple model says what
 * the table must hold.
 */
final class RandomVersions {
  private static final int RUNS = 3;
  private static final long KEYS = 4;
  private static final Deletion GONE = new Deletion("gone_at", "gone");

  /** When every run of {@link Loads} begins, and its first pages arrive. */
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final DestinationRef ref;
  private final Random random;
  private final boolean hasCursor;
  private Destination worker;
  private int nextPage;

  /** By record and beginning. */
  private final Map<Long, NavigableMap<Instant, Event>> events = new TreeMap<>();

  RandomVersions(DestinationRef ref, int seed) {
    this.ref = ref;
    this.random = new Random(seed);
    this.hasCursor = seed % 2 == 0;
  }

  /** A version that came, or the word that there is none; {@code end}: known to be gone since. */
  private record Event(String name, String cursor, String gone, Instant end) {
    boolean equals(String otherName, String otherCursor, String otherGone) {
      return Objects.equals(name, otherName)
          && Objects.equals(cursor, otherCursor)
          && Objects.equals(gone, otherGone);
    }
  }

  private record Row(Event event, Instant from, Instant to) {
    Row until(Instant end) {
      return new Row(event, from, end);
    }

    /** Whether a version that begins at {@code time} goes on with this one, if it is equal. */
    boolean reaches(Instant time) {
      return to == null || to.equals(time) || event.gone() != null;
    }
  }

  void runAndCompare() {
    worker = ref.open(Access.WRITE);
    try {
      for (int i = 0; i < RUNS; i++) {
        run(i > 0 && random.nextBoolean());
        assertThat(actual()).as("after run %d", i).isEqualTo(expected());
      }
    } finally {
      worker.close();
    }
  }

  private void run(boolean readsAll) {
    Run run = new Loads(worker).begin(Strategy.SCD2, new Deletes(GONE, true, readsAll));
    List<Long> met = new ArrayList<>();
    int slices = hasCursor ? 1 + random.nextInt(3) : 1;
    int end = nextPage + 1 + random.nextInt(5);
    for (; nextPage < end; nextPage++) {
      for (int slice = 0; slice < slices; slice++) {
        stage(run, Loads.part("p" + slice), nextPage, nextPage == end - 1, met);
        if (random.nextInt(3) == 0) {
          new Loads(worker).committer(run).commitStaged();
        }
        if (random.nextInt(8) == 0) {
          worker.close();
          worker = ref.open(Access.WRITE);
        }
      }
    }
    new Loads(worker).committer(run).complete();
    if (readsAll) {
      closeUnseen(met);
    }
  }

  private void stage(Run run, Slice slice, int page, boolean last, List<Long> met) {
    String[] records = new String[random.nextInt(4)];
    for (int i = 0; i < records.length; i++) {
      records[i] = record(NOW.plusNanos(page * 1_000L), met);
    }
    new Loads(worker).stage(run, slice, page, last, records);
    if (random.nextInt(4) == 0) {
      new Loads(worker).stage(run, slice, page, last, records);
    }
  }

  private String record(Instant arrived, List<Long> met) {
    long id = random.nextLong(KEYS);
    boolean isGone = random.nextInt(5) == 0;
    String name = isGone || random.nextInt(6) == 0 ? null : "n" + random.nextInt(2);
    String gone = isGone ? "2025-06-01" : null;
    Instant time = Instant.parse("2025-0" + (1 + random.nextInt(8)) + "-01T00:00:00Z");
    String cursor = hasCursor ? time.toString() : null;
    met.add(id);
    events
        .computeIfAbsent(id, key -> new TreeMap<>())
        .put(cursor == null ? arrived : time, new Event(name, cursor, gone, null));
    return JsonObject.of("id", id, "name", name, "at", cursor, "gone_at", gone).toString();
  }

  /** What has no newer version, and has not ended before, is taken to have ended with the run. */
  private void closeUnseen(List<Long> met) {
    events.forEach(
        (id, versions) -> {
          Row last = chain(versions).get(chain(versions).size() - 1);
          if (!met.contains(id) && last.to() == null) {
            versions.computeIfPresent(
                versions.lastKey(),
                (from, e) ->
                    new Event(
                        e.name(),
                        e.cursor(),
                        e.gone(),
                        last.from().isAfter(NOW) ? last.from() : NOW));
          }
        });
  }

  private static List<Row> chain(NavigableMap<Instant, Event> versions) {
    List<Row> rows = new ArrayList<>();
    Iterator<Map.Entry<Instant, Event>> each = versions.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<Instant, Event> version = each.next();
      Instant from = version.getKey();
      Event event = version.getValue();
      Instant next = versions.higherKey(from);
      boolean endsFirst = event.end() != null && (next == null || event.end().isBefore(next));
      Instant to = event.gone() != null ? from : endsFirst ? event.end() : next;
      Row before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
      if (before != null
          && before.reaches(from)
          && before.event().equals(event.name(), event.cursor(), event.gone())) {
        rows.set(rows.size() - 1, before.until(event.gone() != null ? before.to() : to));
      } else {
        rows.add(new Row(event, from, to));
      }
    }
    return rows;
  }

  private List<String> expected() {
    List<String> rows = new ArrayList<>();
    events.forEach(
        (id, versions) ->
            chain(versions)
                .forEach(
                    row ->
                        rows.add(
                            String.join(
                                " | ",
                                id.toString(),
                                String.valueOf(row.event().name()),
                                String.valueOf(row.event().gone()),
                                text(row.from()),
                                text(row.to())))));
    return rows;
  }

  private static String text(Instant time) {
    return time == null ? "null" : time.atOffset(ZoneOffset.UTC).toString();
  }

  private List<String> actual() {
    return new Loads(worker)
        .query(
            "SELECT id, name, gone_at, _tidemark_valid_from, _tidemark_valid_to FROM people"
                + " ORDER BY id, _tidemark_valid_from");
  }
}
