package dev.tidemark.manifest.slicing;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.DatetimeCursor;
import dev.tidemark.manifest.cursor.MarkRange;
import dev.tidemark.manifest.cursor.SyncedRange;
import dev.tidemark.manifest.language.Memo;
import dev.tidemark.manifest.partition.Part;
import dev.tidemark.manifest.partition.PartChunk;
import dev.tidemark.manifest.partition.PartitionRouter;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the slices of a stream and says what each of them means. Safe for any thread. */
public final class Slicer {
  /** So many slices are listed at once at most, however many windows a part has. */
  private static final int CHUNK = 1_000;

  private final String stream;
  private final PartitionRouter router;
  private final DatetimeCursor cursor;
  private final Memo<PartChunk> chunks = new Memo<>();

  /**
   * @param cursor null for a stream that has none
   */
  public Slicer(String stream, PartitionRouter router, DatetimeCursor cursor) {
    this.stream = stream;
    this.router = router;
    this.cursor = cursor;
  }

  /** As {@link StreamReader#slices}; the tidemark must be the same from chunk to chunk. */
  public StreamReader.Chunk slices(Tidemark tidemark, Instant now, String from, Calls calls) {
    SlicePosition at = SlicePosition.parse(from);
    PartChunk chunk =
        chunks.get(
            List.of(now, String.valueOf(at.parts())), () -> router.parts(at.parts(), now, calls));
    List<Slice> slices = new ArrayList<>();
    int skip = at.interval();
    for (int i = at.part(); i < chunk.parts().size(); i++, skip = 0) {
      if (slices.size() >= CHUNK) {
        return new StreamReader.Chunk(slices, new SlicePosition(at.parts(), i, 0).text());
      }
      int most = CHUNK - slices.size();
      List<Slice> found = slices(chunk.parts().get(i), tidemark, now, skip, most);
      slices.addAll(found);
      if (cursor != null && found.size() == most) {
        SlicePosition next = new SlicePosition(at.parts(), i, skip + most);
        return new StreamReader.Chunk(slices, next.text());
      }
    }
    Object following = chunk.following();
    return new StreamReader.Chunk(
        slices, following == null ? null : new SlicePosition(following, 0, 0).text());
  }

  private List<Slice> slices(Part part, Tidemark tidemark, Instant now, int skip, int most) {
    Partition partition = Partition.of(part.partition());
    if (cursor == null) {
      return List.of(new Slice(stream, partition, null, new SliceNote(part.extra(), null).text()));
    }
    Optional<CursorMark> mark = tidemark.of(partition);
    List<Interval> intervals = cursor.intervals(mark, now, skip, most);
    boolean filters = cursor.isDataFeed() || cursor.filtersItself();
    SyncedRange synced = filters && !intervals.isEmpty() ? cursor.syncedRange(mark, now) : null;
    String note = new SliceNote(part.extra(), synced).text();
    return intervals.stream().map(i -> new Slice(stream, partition, i, note)).toList();
  }

  /** A slice without interval, as templates see it. */
  public static Map<String, Object> view(Slice slice) {
    Map<String, Object> extra = SliceNote.parse(slice.extra()).values();
    return new SliceView(slice.partition().values(), Map.of(), extra);
  }

  /**
   * The names that templates see a slice under.
   *
   * @param more extra fields beside those of the slice itself
   */
  public Map<String, Object> names(Slice slice, Map<String, ?> more) {
    Map<String, Object> extra = new LinkedHashMap<>(SliceNote.parse(slice.extra()).values());
    extra.putAll(more);
    Map<String, Object> interval =
        slice.range() == null || cursor == null ? Map.of() : cursor.names(slice.range());
    SliceView view = new SliceView(slice.partition().values(), interval, extra);
    Map<String, Object> names = new HashMap<>(extra);
    names.put("stream_slice", view);
    names.put("stream_partition", view);
    names.put("stream_interval", view);
    return names;
  }

  /** What a request for a slice has because of it; the cursor's part overrides the router's. */
  public RequestInputs inputs(Slice slice) {
    RequestInputs inputs =
        slice.range() == null || cursor == null
            ? new RequestInputs()
            : cursor.inputs(slice.range());
    inputs.fill(router.inputs(slice.partition().values()));
    return inputs;
  }

  /** The middle of two values of the cursor, as the source writes it. */
  public String middle(String start, String end) {
    return cursor.middle(start, end);
  }

  /** Which records of the slice are to be read; null where the source itself filters. */
  public SyncedRange synced(Slice slice) {
    return cursor == null ? null : SliceNote.parse(slice.extra()).synced();
  }

  /** Whether a record is within a range. */
  public boolean isSynced(JsonObject record, SyncedRange range) {
    return cursor.isSynced(record, range);
  }

  /** Whether a record is older than all in a range. */
  public boolean isTooOld(JsonObject record, SyncedRange range) {
    return cursor.isTooOld(record, range);
  }

  /** Whether the source lists its newest records first, so that reading may end early. */
  public boolean isDataFeed() {
    return cursor != null && cursor.isDataFeed();
  }

  /** Whether the source can't filter by time, so that we do. */
  public boolean filtersItself() {
    return cursor != null && cursor.filtersItself();
  }

  /** The range of the cursor over some records. */
  public MarkRange marks(List<JsonObject> records) {
    return cursor == null ? MarkRange.NONE : cursor.marks(records);
  }
}
