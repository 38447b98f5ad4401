package dev.tidemark.sync;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.List;

/**
 * How a sync ended.
 *
 * @param sync its id
 * @param millis how long it took
 * @param interrupted whether the user stopped it
 * @param streams what it did with each stream
 */
public record SyncReport(
    String sync, long millis, boolean interrupted, List<StreamReport> streams) {
  public SyncReport {
    streams = List.copyOf(streams);
  }

  /** 0 all synced, 1 some failed, 2 the job is wrong, 3 credentials refused, 130 interrupted. */
  public int exitCode() {
    if (interrupted) {
      return 130;
    }
    boolean refused = streams.stream().anyMatch(s -> s.kind() == Problem.Kind.CREDENTIALS);
    boolean failed = streams.stream().anyMatch(s -> s.status() == StreamReport.Status.FAILED);
    boolean wrong =
        failed
            && streams.stream()
                .filter(s -> s.status() == StreamReport.Status.FAILED)
                .allMatch(s -> s.kind() == Problem.Kind.CONFIG);
    return refused ? 3 : wrong ? 2 : failed ? 1 : 0;
  }

  public long records() {
    return streams.stream().mapToLong(StreamReport::records).sum();
  }

  public JsonObject toJson() {
    return JsonObject.of(
        "type",
        "result",
        "exit",
        (long) exitCode(),
        "seconds",
        millis / 1000.0,
        "streams",
        streams.stream().map(StreamReport::toJson).toList());
  }
}
