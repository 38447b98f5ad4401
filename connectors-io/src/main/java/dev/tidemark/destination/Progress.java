package dev.tidemark.destination;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Tidemark;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a tidemark may advance. */
final class Progress {
  private Progress() {}

  /**
   * The tidemark after the slices that {@code entries} end. A partition advances over its intervals
   * only as far as none before is missing, so that a failed slice is read again by the next run.
   *
   * @param entries entries that end a slice; others are passed over
   * @param complete whether all slices of the run are among them
   */
  static Tidemark advance(
      Tidemark before, Run run, Collection<LedgerEntry> entries, boolean complete) {
    Map<String, Map<Integer, LedgerEntry>> finished = new LinkedHashMap<>();
    for (LedgerEntry entry : entries) {
      if (entry.endsSlice()) {
        finished
            .computeIfAbsent(entry.partition(), key -> new HashMap<>())
            .put(entry.ordinal(), entry);
      }
    }
    CursorMark cursor = before.cursor();
    Map<String, CursorMark> partitions = new LinkedHashMap<>(before.partitions());
    CursorMark newest = cursor;
    for (Map.Entry<String, Map<Integer, LedgerEntry>> partition : finished.entrySet()) {
      CursorMark reached = reached(partition.getValue());
      newest = CursorMark.later(newest, reached);
      if (partition.getKey().equals(Partition.WHOLE.key())) {
        cursor = CursorMark.later(cursor, reached);
      } else if (reached != null) {
        partitions.merge(partition.getKey(), reached, CursorMark::later);
      }
    }
    boolean readsAll = run.cursor() == null;
    return new Tidemark(
        complete ? newest : cursor,
        partitions,
        complete && readsAll ? run.startedAt().toString() : before.completedAt());
  }

  private static CursorMark reached(Map<Integer, LedgerEntry> finished) {
    CursorMark reached = null;
    for (int ordinal = 0; finished.containsKey(ordinal); ordinal++) {
      reached = CursorMark.later(reached, finished.get(ordinal).latest());
    }
    return reached;
  }
}
