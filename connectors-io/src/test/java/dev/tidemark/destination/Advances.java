package dev.tidemark.destination;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.shape.Nested;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tidemark as a sync would advance it, for tests of sources. */
public final class Advances {
  private Advances() {}

  /**
   * The tidemark after some pages.
   *
   * @param parents how far the streams that divide it have been read; null if not all of the
   *     stream's pages are among them
   */
  public static Tidemark after(
      Tidemark before,
      StreamSpec stream,
      Instant now,
      List<RecordBatch> pages,
      Map<String, Tidemark> parents) {
    Map<String, LedgerEntry> ends = new LinkedHashMap<>();
    Map<String, CursorMark> latest = new HashMap<>();
    for (RecordBatch page : pages) {
      String slice = page.slice().id();
      latest.put(slice, CursorMark.later(latest.get(slice), page.latest()));
      ends.put(slice, entry(page, latest.get(slice)));
    }
    Run run =
        new Run(
            "test",
            now,
            "",
            Strategy.APPEND,
            stream.primaryKey(),
            stream.cursorField(),
            null,
            null,
            null,
            List.of(),
            Nested.JSON,
            null,
            null,
            stream.globalCursor() ? before.withoutPartitions() : before);
    Progress.Completion completion =
        parents == null ? null : new Progress.Completion(now, parents, PartitionSet.EMPTY);
    return Progress.advance(before, run, ends.values(), completion).tidemark();
  }

  private static LedgerEntry entry(RecordBatch page, CursorMark latest) {
    return LedgerEntry.of(
        page.page(),
        page.slice(),
        page.page(),
        page.records().size(),
        page.following(),
        latest,
        page.extractedAt(),
        Map.of());
  }
}
