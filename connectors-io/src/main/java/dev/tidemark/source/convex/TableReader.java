package dev.tidemark.source.convex;

import dev.tidemark.http.CallStats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Partition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.PageSet;
import dev.tidemark.source.Span;
import dev.tidemark.source.StreamReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads tables. A slice that they share brings each table that was never read as of some moment,
 * one table after the other, and then what changed in all of them. A slice of one table alone
 * brings either the one or the other.
 */
final class TableReader implements StreamReader {
  private static final String FROM = "from";

  private final ConvexSource source;
  private final String stream;
  private final Deployment deployment;

  TableReader(ConvexSource source, String stream, Deployment deployment) {
    this.source = source;
    this.stream = stream;
    this.deployment = deployment;
  }

  /**
   * What slices carry along.
   *
   * @param from times up to which tables have been read, by stream
   */
  static String extra(JsonObject from) {
    return JsonObject.of(FROM, from).toString();
  }

  @Override
  public StreamSpec spec() {
    return source.stream(stream);
  }

  @Override
  public Chunk slices(Span span, String from) {
    JsonObject start = new JsonObject();
    span.tidemark().of(Partition.WHOLE).ifPresent(mark -> start.put(stream, mark.value()));
    return Chunk.last(List.of(new Slice(stream, Partition.WHOLE, null, extra(start))));
  }

  @Override
  public RecordBatch read(Slice slice, PagePosition position) {
    Place place = place(slice, stream, position);
    return place.isInLog()
        ? new LogReading(deployment, slice, Map.of(slice, position), Map.of(stream, place))
            .all()
            .pages()
            .get(0)
        : snapshot(slice, stream, position, place, false);
  }

  @Override
  public PageSet readAll(Slice slice, Map<Slice, PagePosition> positions) {
    if (slice.isOne()) {
      return PageSet.of(read(slice, positions.get(slice)));
    }
    Map<String, Place> places = new LinkedHashMap<>();
    for (Slice part : slice.parts()) {
      PagePosition position = positions.get(part);
      if (position != null) {
        Place place = place(slice, part.stream(), position);
        if (!place.isInLog()) {
          return snapshotOf(part, position, place);
        }
        places.put(part.stream(), place);
      }
    }
    return new LogReading(deployment, slice, positions, places).page();
  }

  private static Place place(Slice slice, String stream, PagePosition position) {
    if (position.token() != null) {
      return Place.parse(position.token());
    }
    Object from = slice.extraValues().object(FROM).get(stream);
    return from == null ? Place.START : Place.inLog(Long.parseLong(from.toString()), null, 0);
  }

  /** A table that must begin anew leaves the others alone; whatever else goes wrong is of all. */
  private PageSet snapshotOf(Slice part, PagePosition position, Place place) {
    try {
      return PageSet.of(snapshot(part, part.stream(), position, place, true));
    } catch (Problem problem) {
      if (problem.kind() != Problem.Kind.EXPIRED) {
        throw problem;
      }
      return new PageSet(List.of(), Map.of(), Map.of(part, problem), null);
    }
  }

  private RecordBatch snapshot(
      Slice slice, String table, PagePosition position, Place place, boolean thenLog) {
    SnapshotPage read = deployment.snapshot(TableName.of(table), place.snapshot(), place.cursor());
    Place next =
        read.following() != null
            ? Place.inSnapshot(read.snapshot(), read.following())
            : thenLog ? Place.inLog(read.snapshot(), null, 0) : null;
    List<JsonObject> documents = read.page().documents();
    documents.forEach(Documents::complete);
    CursorMark earliest =
        documents.isEmpty()
            ? null
            : Documents.mark(documents.stream().mapToLong(Documents::time).min().getAsLong());
    return new RecordBatch(
        slice,
        position.index(),
        documents,
        read.page().reply().arrivedAt(),
        read.page().reply().received(),
        earliest,
        read.following() == null ? Documents.mark(read.snapshot()) : null,
        next == null ? null : position.next(next.toToken()));
  }

  /** The log is; and a snapshot's end comes before it. */
  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public CallStats stats() {
    return deployment.stats();
  }
}
