package dev.tidemark.manifest.slicing;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.cursor.Cursor;
import dev.tidemark.manifest.cursor.MarkRange;
import dev.tidemark.manifest.cursor.SyncedRange;
import dev.tidemark.manifest.language.Memo;
import dev.tidemark.manifest.partition.ParentStream;
import dev.tidemark.manifest.partition.Part;
import dev.tidemark.manifest.partition.PartChunk;
import dev.tidemark.manifest.partition.PartitionRouter;
import dev.tidemark.manifest.partition.Routers;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.state.StateMigration;
import dev.tidemark.manifest.state.StateShape;
import dev.tidemark.model.Interval;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists the slices of a stream and says what each of them means. Safe for any thread. */
public final class Slicer {
  /** So many slices are listed at once at most, however many windows a part has. */
  private static final int CHUNK = 1_000;

  private final String stream;
  private final PartitionRouter router;
  private final Cursor cursor;
  private final Memo<PartChunk> chunks = new Memo<>();

  /**
   * @param cursor null for a stream that has none
   */
  public Slicer(String stream, PartitionRouter router, Cursor cursor) {
    this.stream = stream;
    this.router = router;
    this.cursor = cursor;
  }

  /** As {@link StreamReader#slices}. */
  public StreamReader.Chunk slices(Span span, String from, Calls calls) {
    SlicePosition at = SlicePosition.parse(from);
    // What is read whole needs all of its parts.
    Span parts = cursor == null ? span.from(Tidemark.NONE) : span;
    PartChunk chunk =
        chunks.get(
            List.of(parts, String.valueOf(at.parts())),
            () -> router.parts(at.parts(), parts, calls));
    List<Slice> slices = new ArrayList<>();
    int skip = at.interval();
    for (int i = at.part(); i < chunk.parts().size(); i++, skip = 0) {
      if (slices.size() >= CHUNK) {
        return new StreamReader.Chunk(slices, new SlicePosition(at.parts(), i, 0).text());
      }
      int most = CHUNK - slices.size();
      List<Slice> found = slices(chunk.parts().get(i), span, skip, most);
      slices.addAll(found);
      if (cursor != null && found.size() == most) {
        SlicePosition next = new SlicePosition(at.parts(), i, skip + most);
        return new StreamReader.Chunk(slices, next.text());
      }
    }
    Object following = chunk.following();
    return following == null
        ? new StreamReader.Chunk(slices, null, cursor == null ? Map.of() : chunk.parents())
        : new StreamReader.Chunk(slices, new SlicePosition(following, 0, 0).text());
  }

  private List<Slice> slices(Part part, Span span, int skip, int most) {
    Tidemark tidemark = span.tidemark();
    Partition partition = Partition.of(part.partition());
    // A page that came with a parent's record holds what there is, not what is new.
    boolean isBrought = part.firstPage() != Part.NOT_BROUGHT && tidemark.isNone();
    String firstPage = isBrought ? Json.write(part.firstPage()) : null;
    if (cursor == null) {
      String note = new SliceNote(part.extra(), null, firstPage).text();
      return List.of(new Slice(stream, partition, null, note));
    }
    Cursor.Reach reach = new Cursor.Reach(tidemark.of(partition), tidemark.lookback(partition));
    List<Interval> intervals = cursor.intervals(reach, span.end(), skip, most);
    boolean filters = cursor.isDataFeed() || cursor.filtersItself();
    SyncedRange synced =
        filters && !intervals.isEmpty() ? cursor.syncedRange(reach, span.end()) : null;
    String note = new SliceNote(part.extra(), synced, firstPage).text();
    return intervals.stream().map(i -> new Slice(stream, partition, i, note)).toList();
  }

  /** A slice without interval, as templates see it. */
  public static Map<String, Object> view(Slice slice) {
    Map<String, Object> extra = SliceNote.parse(slice.extra()).values();
    return new SliceView(slice.partition().values(), Map.of(), extra);
  }

  /** The body of the slice's first page, where it need not be asked for. */
  public Optional<String> firstPage(Slice slice) {
    return router.bringsFirstPage()
        ? Optional.ofNullable(SliceNote.parse(slice.extra()).firstPage())
        : Optional.empty();
  }

  /** Whether the parts have one progress together, however many they are. */
  public boolean isGlobal() {
    return cursor != null && isDivided() && (cursor.isGlobal() || router.isGrouping());
  }

  /** What names a part of the stream; empty where it has none. */
  public List<String> partitionFields() {
    return router.fields();
  }

  /** The names of the streams that divide this one, and of those that divide them. */
  public Set<String> ancestors() {
    Set<String> names = new HashSet<>();
    for (ParentStream parent : router.parents()) {
      names.add(parent.name());
      names.addAll(parent.ancestors());
    }
    return names;
  }

  /**
   * What the state of the stream looks like.
   *
   * @param migrations for states in older shapes
   */
  public StateShape state(List<StateMigration> migrations) {
    Map<String, StateShape> parents = null;
    if (router.dependencies().isPresent()) {
      parents = new LinkedHashMap<>();
      for (ParentStream parent : router.dependencies().get()) {
        parents.put(parent.name(), parent.state());
      }
    }
    return new StateShape(cursor, isDivided(), isGlobal(), parents, migrations);
  }

  private boolean isDivided() {
    return router != Routers.NONE;
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
