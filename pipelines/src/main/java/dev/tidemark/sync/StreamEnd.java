package dev.tidemark.sync;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.StreamEvent;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;

/**
 * How the reading of a stream ended.
 *
 * @param slices slices listed
 * @param parents how far the streams that divide it have been read
 * @param known partitions that the source still has and that were read for good before
 * @param failures how many of them could not be read
 * @param kind the kind of the worst failure, or null
 * @param message the first failure in words, or null
 */
public record StreamEnd(
    long slices,
    Map<String, Tidemark> parents,
    PartitionSet known,
    long failures,
    Problem.Kind kind,
    String message)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Of a stream of which nothing has been told yet. */
  public static final StreamEnd NOTHING =
      new StreamEnd(0, Map.of(), PartitionSet.EMPTY, 0, null, null);

  static StreamEnd of(Iterable<StreamEvent> events) {
    StreamEnd end = NOTHING;
    for (StreamEvent event : events) {
      end = end.plus(event);
    }
    return end;
  }

  public boolean isFailure() {
    return kind != null;
  }

  StreamEnd andFailure(Problem problem) {
    return new StreamEnd(
        slices,
        parents,
        known,
        failures + 1,
        worse(kind, problem.kind()),
        message == null ? problem.getMessage() : message);
  }

  /** With what is told more. */
  public StreamEnd plus(StreamEvent event) {
    if (!event.isFailure()) {
      Map<String, Tidemark> told = event.parents().isEmpty() ? parents : event.parents();
      PartitionSet all = event.known().size() == 0 ? known : known.union(event.known());
      return new StreamEnd(slices + event.slices(), told, all, failures, kind, message);
    }
    String where = event.slice().isEmpty() ? "" : "slice " + event.slice() + ": ";
    return new StreamEnd(
        slices,
        parents,
        known,
        failures + 1,
        worse(kind, event.kind()),
        message == null ? where + event.message() : message);
  }

  /** Refused credentials are what the user must hear of first. */
  private static Problem.Kind worse(Problem.Kind left, Problem.Kind right) {
    return left == null || right == Problem.Kind.CREDENTIALS ? right : left;
  }

  /** The failures in words; null if there are none. */
  public String error() {
    if (message == null) {
      return null;
    }
    return failures > 1 ? message + " (and " + (failures - 1) + " more slices failed)" : message;
  }

  /** What a report says of it. */
  String toJson() {
    JsonObject json = JsonObject.of("slices", slices, "failures", failures);
    if (kind != null) {
      json.put("kind", kind.name()).put("message", message);
    }
    return json.toString();
  }

  static StreamEnd parse(String text) {
    JsonObject json = Json.parseObject(text);
    return new StreamEnd(
        (Long) json.get("slices"),
        Map.of(),
        PartitionSet.EMPTY,
        (Long) json.get("failures"),
        json.has("kind") ? Problem.Kind.valueOf(json.text("kind", "")) : null,
        (String) json.get("message"));
  }
}
