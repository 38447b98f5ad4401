package dev.tidemark.model;

import dev.tidemark.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The records of one page on their way through the pipeline. The records are shared, not copied:
 * nobody changes them once they are in a batch.
 *
 * @param slice what was read
 * @param page which page of the slice, from 0
 * @param records in the order in which the source gave them
 * @param extractedAt when the page arrived, in microseconds since the epoch
 * @param bytes size of the page as it was received
 * @param earliest smallest cursor among the records, or null
 * @param latest greatest cursor among the records, or null
 * @param following where the slice goes on, or null after its last page
 */
public record RecordBatch(
    Slice slice,
    long page,
    List<JsonObject> records,
    long extractedAt,
    long bytes,
    CursorMark earliest,
    CursorMark latest,
    PagePosition following) {

  public RecordBatch {
    records = List.copyOf(records);
  }

  public Optional<PagePosition> next() {
    return Optional.ofNullable(following);
  }

  public boolean isLast() {
    return following == null;
  }
}
