package dev.tidemark.destination;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Partition;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.Tidemark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a tidemark may advance.
 *
 * @param tidemark the new one
 * @param counted ids of the entries that it has taken in for good; whoever advances it next need
 *     not see them
 */
record Progress(Tidemark tidemark, List<Long> counted) {
  /**
   * The end of a run.
   *
   * @param at when its last slice was read
   * @param parents how far the streams that divide the stream have been read for it
   * @param gone partitions that were read for good and that the source has no more
   */
  record Completion(Instant at, Map<String, Tidemark> parents, PartitionSet gone) {}

  /**
   * The tidemark after the slices that {@code entries} end. A partition advances over its intervals
   * only as far as none before is missing, so that a failed slice is read again by the next run. A
   * divided stream as a whole advances only when all of it has been read.
   *
   * @param entries entries that end a slice; others are passed over
   * @param completion null while slices of the run are to come
   */
  static Progress advance(
      Tidemark before, Run run, Collection<LedgerEntry> entries, Completion completion) {
    Advance advance = new Advance(before, run);
    byPartition(entries).forEach(advance::over);
    Tidemark after = advance.tidemark();
    if (completion != null) {
      after = completed(after, run, completion);
    }
    return new Progress(after, advance.counted);
  }

  private static Map<String, Map<Integer, LedgerEntry>> byPartition(
      Collection<LedgerEntry> entries) {
    Map<String, Map<Integer, LedgerEntry>> finished = new LinkedHashMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.endsSlice()) {
        finished
            .computeIfAbsent(entry.partition(), key -> new TreeMap<>())
            .put(entry.ordinal(), entry);
      }
    }
    return finished;
  }

  private static Tidemark completed(Tidemark reached, Run run, Completion completion) {
    boolean isAhead = reached.newest() != null;
    CursorMark cursor = CursorMark.later(reached.cursor(), reached.newest());
    return new Tidemark(
        cursor,
        reached.partitions(),
        null,
        isAhead ? seconds(run.startedAt(), completion.at()) : reached.lookbackSeconds(),
        reached.global(),
        reached.read() == null ? null : reached.read().minus(completion.gone()),
        completion.parents().isEmpty() ? reached.parents() : completion.parents(),
        run.cursor() == null || cursor == null
            ? run.startedAt().toString()
            : reached.completedAt());
  }

  private static long seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).plusNanos(999_999_999).toSeconds());
  }

  /** A tidemark on its way. */
  private static final class Advance {
    private final Tidemark before;
    private final boolean global;
    private final Map<String, CursorMark> partitions;
    private final boolean readsOnce;
    private final List<String> read = new ArrayList<>();
    private final List<Long> counted = new ArrayList<>();
    private CursorMark cursor;
    private CursorMark newest;

    Advance(Tidemark before, Run run) {
      this.before = before;
      this.global = run.from().global() || before.global();
      this.readsOnce = run.origin() != null;
      this.partitions = new LinkedHashMap<>(before.partitions());
      this.cursor = before.cursor();
      this.newest = before.newest();
    }

    void over(String partition, Map<Integer, LedgerEntry> finished) {
      CursorMark reached = null;
      boolean isWhole = false;
      for (int ordinal = 0; finished.containsKey(ordinal); ordinal++) {
        reached = CursorMark.later(reached, finished.get(ordinal).latest());
        isWhole = finished.get(ordinal).last();
      }
      if (partition.equals(Partition.WHOLE.key())) {
        cursor = CursorMark.later(cursor, reached);
      } else if (reached != null) {
        newest = CursorMark.later(newest, reached);
        if (!readsOnce) {
          partitions.merge(partition, reached, CursorMark::later);
        } else if (isWhole) {
          read.add(partition);
        }
      }
      if (isWhole) {
        finished.values().forEach(entry -> counted.add(entry.id()));
      }
    }

    Tidemark tidemark() {
      Tidemark after =
          new Tidemark(
              cursor,
              partitions,
              newest,
              before.lookbackSeconds(),
              global,
              readsOnce ? before.readOrNone().plus(read) : null,
              before.parents(),
              before.completedAt());
      boolean isTooMany = partitions.size() > Tidemark.MAX_PARTITIONS;
      return global || isTooMany ? after.withoutPartitions() : after;
    }
  }
}
