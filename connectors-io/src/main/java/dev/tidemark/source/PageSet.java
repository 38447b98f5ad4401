package dev.tidemark.source;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * What one request brought for the streams of a slice.
 *
 * @param pages for each stream a page, or none
 * @param passed where streams go on that it brought nothing for; a ledger hears of that with the
 *     stream's next page only
 * @param failures streams that can't be read on, and why
 * @param complete up to where all streams have now been read, or null if that can't be told
 */
public record PageSet(
    List<RecordBatch> pages,
    Map<String, PagePosition> passed,
    Map<String, Problem> failures,
    CursorMark complete) {
  public PageSet {
    pages = List.copyOf(pages);
    passed = Map.copyOf(passed);
    failures = Map.copyOf(failures);
  }

  /** A page of the one stream that the slice is read for. */
  public static PageSet of(RecordBatch page) {
    return new PageSet(List.of(page), Map.of(), Map.of(), page.latest());
  }
}
