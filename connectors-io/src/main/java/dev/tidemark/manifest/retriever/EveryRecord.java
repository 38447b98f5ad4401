package dev.tidemark.manifest.retriever;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.function.BiPredicate;

/**
 * Goes through all records that a retriever has, for those that need them to make something else.
 */
public final class EveryRecord {
  private final Retriever retriever;

  private EveryRecord(Retriever retriever) {
    this.retriever = retriever;
  }

  public static EveryRecord of(Retriever retriever) {
    return new EveryRecord(retriever);
  }

  /**
   * Shows each record.
   *
   * @param visitor says whether to go on
   */
  public void visit(Calls calls, BiPredicate<Slice, JsonObject> visitor) {
    Span span = Span.of(Tidemark.NONE, calls.now());
    String from = null;
    do {
      StreamReader.Chunk chunk = retriever.slices(span, from, calls);
      for (Slice slice : chunk.slices()) {
        if (!visit(slice, calls, visitor)) {
          return;
        }
      }
      from = chunk.following();
    } while (from != null);
  }

  private boolean visit(Slice slice, Calls calls, BiPredicate<Slice, JsonObject> visitor) {
    PagePosition position = PagePosition.FIRST;
    while (position != null) {
      RecordBatch page = retriever.read(slice, position, calls);
      for (JsonObject record : page.records()) {
        if (!visitor.test(slice, record)) {
          return false;
        }
      }
      position = page.following();
    }
    return true;
  }
}
