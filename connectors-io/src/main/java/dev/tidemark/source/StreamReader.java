package dev.tidemark.source;

import dev.tidemark.http.CallStats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one stream. It keeps no place of its own: slices and pages are asked for by position, so
 * that any worker can go on where another one stopped. Safe for any number of threads.
 */
public interface StreamReader {
  StreamSpec spec();

  /**
   * The next few slices to read.
   *
   * @param span what is to be read; the same from chunk to chunk
   * @param from where to go on, as the chunk before said; null at the start
   */
  Chunk slices(Span span, String from);

  /** The same for a run that begins now. */
  default Chunk slices(Tidemark tidemark, Instant now, String from) {
    return slices(Span.of(tidemark, now), from);
  }

  /**
   * Reads a page. One that has no records and is not the last says how far the source has come: it
   * may stand for a long wait, so it is kept like any other.
   *
   * @throws Problem if it can't be had, or is not what it should be; never an empty page instead
   */
  RecordBatch read(Slice slice, PagePosition position);

  /**
   * Reads a page of each of the parts of a slice, as far as one request brings it, or as many as
   * make a good page together; here, of the first part that is not done.
   *
   * @param positions where each part goes on, in the order of the parts; those that are done are
   *     not in it
   * @throws Problem if it can't be had for any of them
   */
  default PageSet readAll(Slice slice, Map<Slice, PagePosition> positions) {
    Map.Entry<Slice, PagePosition> first = positions.entrySet().iterator().next();
    try {
      RecordBatch page = read(first.getKey(), first.getValue());
      CursorMark complete = slice.isOne() ? page.latest() : null;
      return new PageSet(List.of(page), Map.of(), Map.of(), complete);
    } catch (Problem problem) {
      return new PageSet(List.of(), Map.of(), Map.of(first.getKey(), problem), null);
    }
  }

  /** Whether slices of the stream may be put together as they come, to be read one by one. */
  default boolean takesGroups() {
    return false;
  }

  /**
   * The tidemark as the state of this stream in Airbyte's protocol.
   *
   * @throws Problem if there is no such thing
   */
  default JsonObject state(Tidemark tidemark) {
    throw noState();
  }

  /**
   * The tidemark that a state of this stream in Airbyte's protocol stands for.
   *
   * @throws Problem that says why the state is none of this stream
   */
  default Tidemark tidemark(JsonObject state) {
    throw noState();
  }

  private Problem noState() {
    return Problem.config("stream " + spec().name() + " has no state that Airbyte knows");
  }

  /** Whether records come in the order of their cursor, so that it can serve as a watermark. */
  boolean ordered();

  /** What reading has cost so far. */
  CallStats stats();

  /**
   * Some slices of a stream.
   *
   * @param slices may be empty although more follow
   * @param following where to go on, or null after the last
   * @param parents with the last chunk: how far the streams that divide this one have been read, by
   *     name; holds as soon as all slices of the stream are read
   * @param known partitions that the source still has and that were read for good before
   */
  record Chunk(
      List<Slice> slices, String following, Map<String, Tidemark> parents, PartitionSet known) {
    public Chunk {
      slices = List.copyOf(slices);
      parents = Map.copyOf(parents);
    }

    public Chunk(List<Slice> slices, String following, Map<String, Tidemark> parents) {
      this(slices, following, parents, PartitionSet.EMPTY);
    }

    public Chunk(List<Slice> slices, String following) {
      this(slices, following, Map.of());
    }

    /** How many slices, parts of slices by themselves. */
    public int count() {
      return slices.stream().mapToInt(slice -> slice.parts().size()).sum();
    }

    public static Chunk last(List<Slice> slices) {
      return new Chunk(slices, null);
    }

    public Optional<String> next() {
      return Optional.ofNullable(following);
    }
  }
}
