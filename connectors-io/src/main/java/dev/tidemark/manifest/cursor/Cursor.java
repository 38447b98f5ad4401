package dev.tidemark.manifest.cursor;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tells newer records from older ones: says what is still to be read, and how far what was
 * read has come. Safe for any number of threads.
 */
public interface Cursor {
  /**
   * The cursors that a manifest may name.
   *
   * @param chosen the field that was chosen for a stream, which counts where it leaves the choice
   */
  static Registry<Cursor> registry(Optional<String> chosen) {
    return Registry.<Cursor>of("an incremental sync")
        .with("DatetimeBasedCursor", component -> new DatetimeCursor(component, chosen))
        .with("IncrementingCountCursor", CountCursor::new)
        .withCustom("CustomIncrementalSync", Cursor.class);
  }

  /** The field of a record that holds it. */
  String field();

  /** Whether the parts of a divided stream have one progress together. */
  boolean isGlobal();

  /** Whether a stream that has it may be divided. */
  boolean allowsParts();

  /** Whether a part has one interval at most, however much is to be read. */
  boolean hasOneInterval();

  /** Whether the source lists its newest records first, so that reading may end early. */
  boolean isDataFeed();

  /** Whether the source can't filter by it, so that we do. */
  boolean filtersItself();

  /**
   * Some of the intervals that are still to be read.
   *
   * @param reach how far the partition has come
   * @param now the end, unless the manifest names another one
   * @param skip how many to leave out
   * @param most how many to return at most; fewer mean that there are no more
   */
  List<Interval> intervals(Reach reach, Instant now, int skip, int most);

  /** Records that are to be read, for those who filter themselves. */
  SyncedRange syncedRange(Reach reach, Instant now);

  /** The interval by the names that templates see it under. */
  Map<String, Object> names(Interval interval);

  /** What a request for an interval has because of the cursor. */
  RequestInputs inputs(Interval interval);

  /** The smallest and the greatest mark of some records, both null if none has any. */
  MarkRange marks(List<JsonObject> records);

  /** Whether the record is older than all in the range; one without a cursor never is. */
  boolean isTooOld(JsonObject record, SyncedRange range);

  /** Whether the record is within the range; one without a cursor always is. */
  boolean isSynced(JsonObject record, SyncedRange range);

  /** The mark that a value of the cursor means, in a record or a state; null if it means none. */
  CursorMark mark(Object value);

  /** The middle of two values; one of them where they are too close to each other. */
  String middle(String start, String end);

  /** The value that a state has for a mark. */
  Object value(CursorMark mark);

  /** Where reading begins when nothing has been read. */
  CursorMark start(Instant now);

  /**
   * How far a partition has come.
   *
   * @param mark the newest that is known to be read
   * @param lookback how far before it is to be read again, beside what the manifest says
   */
  record Reach(Optional<CursorMark> mark, Duration lookback) {}
}
