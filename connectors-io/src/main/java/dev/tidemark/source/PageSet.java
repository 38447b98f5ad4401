package dev.tidemark.source;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * What one request brought for the parts of a slice.
 *
 * @param pages for each part a page, or none, or several in their order
 * @param passed where parts go on that it brought nothing for; a ledger hears of that with the
 *     part's next page only
 * @param failures parts that can't be read on, and why
 * @param skipped parts that are left out this time, and why: they do not fail, and are not done
 * @param complete up to where all parts have now been read, or null if that can't be told
 */
public record PageSet(
    List<RecordBatch> pages,
    Map<Slice, PagePosition> passed,
    Map<Slice, Problem> failures,
    Map<Slice, Problem> skipped,
    CursorMark complete) {
  public PageSet {
    pages = List.copyOf(pages);
    passed = Map.copyOf(passed);
    failures = Map.copyOf(failures);
    skipped = Map.copyOf(skipped);
  }

  /** Pages, and parts that brought none. */
  public PageSet(
      List<RecordBatch> pages,
      Map<Slice, PagePosition> passed,
      Map<Slice, Problem> failures,
      CursorMark complete) {
    this(pages, passed, failures, Map.of(), complete);
  }

  /** A page of a slice that is read by itself. */
  public static PageSet of(RecordBatch page) {
    return new PageSet(List.of(page), Map.of(), Map.of(), Map.of(), page.latest());
  }
}
