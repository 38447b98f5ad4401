package dev.tidemark.source;

import dev.tidemark.problem.Problem;
import java.io.Serial;
import java.io.Serializable;

/**
 * Something that happened to a stream while it was read, small enough to be sent around.
 *
 * @param stream which stream
 * @param slice which slice, as it is called in messages; empty for the stream as a whole
 * @param slices how many slices were listed; 0 for a failure
 * @param kind what went wrong, or null if nothing did
 * @param message what went wrong, in words
 */
public record StreamEvent(
    String stream, String slice, int slices, Problem.Kind kind, String message)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public static StreamEvent listed(String stream, int slices) {
    return new StreamEvent(stream, "", slices, null, "");
  }

  public static StreamEvent failed(String stream, String slice, Problem problem) {
    return new StreamEvent(stream, slice, 0, problem.kind(), problem.getMessage());
  }

  public boolean isFailure() {
    return kind != null;
  }
}
