package dev.tidemark.source;

import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;

/**
 * Something that happened to a stream while it was read, small enough to be sent around.
 *
 * @param stream which stream
 * @param slice which slice, as it is called in messages; empty for the stream as a whole
 * @param slices how many slices were listed; 0 for a failure
 * @param parents how far the streams that divide it have been read, when its last slice is listed
 * @param known partitions that the source still has and that were read for good before
 * @param kind what went wrong, or null if nothing did
 * @param message what went wrong, in words
 */
public record StreamEvent(
    String stream,
    String slice,
    int slices,
    Map<String, Tidemark> parents,
    PartitionSet known,
    Problem.Kind kind,
    String message)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public static StreamEvent listed(String stream, int slices) {
    return new StreamEvent(stream, "", slices, Map.of(), PartitionSet.EMPTY, null, "");
  }

  public static StreamEvent listed(String stream, StreamReader.Chunk chunk) {
    return new StreamEvent(stream, "", chunk.count(), chunk.parents(), chunk.known(), null, "");
  }

  public static StreamEvent failed(String stream, String slice, Problem problem) {
    return new StreamEvent(
        stream, slice, 0, Map.of(), PartitionSet.EMPTY, problem.kind(), problem.getMessage());
  }

  public boolean isFailure() {
    return kind != null;
  }
}
