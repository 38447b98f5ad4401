package dev.tidemark.destination;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
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
   * @param complete whether all of the stream's pages are among them
   */
  public static Tidemark after(
      Tidemark before, StreamSpec stream, Instant now, List<RecordBatch> pages, boolean complete) {
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
            null);
    return Progress.advance(before, run, ends.values(), complete);
  }

  private static LedgerEntry entry(RecordBatch page, CursorMark latest) {
    return LedgerEntry.of(
        page.page(),
        page.slice(),
        page.page(),
        page.records().size(),
        page.following(),
        latest,
        Map.of());
  }
}
