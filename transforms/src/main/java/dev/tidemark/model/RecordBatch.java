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
 * @param rejected what stood among them and is no record
 * @param extractedAt when the page arrived, in microseconds since the epoch
 * @param bytes size of the page as it was received
 * @param earliest smallest cursor among the records, or null
 * @param latest greatest cursor among the records, or null
 * @param following where the slice goes on, or null after its last page; see {@link #startsOver}
 */
public record RecordBatch(
    Slice slice,
    long page,
    List<JsonObject> records,
    List<Rejected> rejected,
    long extractedAt,
    long bytes,
    CursorMark earliest,
    CursorMark latest,
    PagePosition following) {

  public RecordBatch {
    records = List.copyOf(records);
    rejected = List.copyOf(rejected);
  }

  /** A page of records alone. */
  public RecordBatch(
      Slice slice,
      long page,
      List<JsonObject> records,
      long extractedAt,
      long bytes,
      CursorMark earliest,
      CursorMark latest,
      PagePosition following) {
    this(slice, page, records, List.of(), extractedAt, bytes, earliest, latest, following);
  }

  public Optional<PagePosition> next() {
    return Optional.ofNullable(following);
  }

  /**
   * Whether the slice goes on at its first page: its source can't go on where it was, as when a
   * token has expired, and gives all of the slice again. What was read of it so far, this page
   * included, is void.
   */
  public boolean startsOver() {
    return following != null && following.index() == 0;
  }

  public boolean isLast() {
    return following == null;
  }
}
