package dev.tidemark.sync;

import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.sync.StreamReport.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps the report of each stream while a sync runs, over all its rounds. */
public final class Reports {
  private final Instant started;
  private final Map<String, StreamReport> ended = new LinkedHashMap<>();

  public Reports(Instant started) {
    this.started = started;
  }

  Instant started() {
    return started;
  }

  /** How the streams of a round stand, and those of earlier rounds that are not in it. */
  List<StreamReport> during(List<StreamPlan> plans, Map<String, Long> counts) {
    Map<String, StreamReport> now = new LinkedHashMap<>(ended);
    for (StreamPlan plan : plans) {
      StreamReport report = report(plan, Status.RUNNING, counts, 0, plan.tidemark(), null, null);
      now.put(plan.stream(), report);
    }
    return List.copyOf(now.values());
  }

  void ended(
      StreamPlan plan,
      Status status,
      Map<String, Long> counts,
      long moreCommits,
      Tidemark tidemark,
      Problem.Kind kind,
      String error) {
    ended.put(plan.stream(), report(plan, status, counts, moreCommits, tidemark, kind, error));
  }

  /** A stream that could not even be begun. */
  void refused(String stream, Problem problem) {
    ended.put(
        stream,
        StreamReport.blank(stream)
            .ended(Status.FAILED, Tidemark.NONE, millis(), problem.kind(), problem.getMessage()));
  }

  boolean isOk(String stream) {
    StreamReport report = ended.get(stream);
    return report != null && (report.status() == Status.OK || report.status() == Status.UNCHANGED);
  }

  /** Whether something is wrong that trying again does not mend. */
  public boolean isWrong() {
    return ended.values().stream().anyMatch(r -> r.kind() != null && r.kind().isFinal());
  }

  /** Whether the stream must be read anew, because what it would go on from is gone. */
  boolean isExpired(String stream) {
    StreamReport report = ended.get(stream);
    return report != null && report.kind() == Problem.Kind.EXPIRED;
  }

  /** How streams stand that are followed. */
  public List<StreamReport> following(
      List<String> streams, Map<String, Long> counts, Map<String, Long> gauges) {
    return streams.stream().map(stream -> of(stream).following(counts, gauges)).toList();
  }

  /** The same for good, because their pipeline has ended. */
  public void followed(List<String> streams, Map<String, Long> counts, Map<String, Long> gauges) {
    for (StreamReport report : following(streams, counts, gauges)) {
      ended.put(report.stream(), report);
    }
  }

  /** The end of a stream that was followed. */
  public void stopped(String stream, Status how, Tidemark reached) {
    ended.put(stream, of(stream).ended(how, reached, millis(), null, null));
  }

  private StreamReport of(String stream) {
    return ended.getOrDefault(stream, StreamReport.blank(stream));
  }

  void readAnew(String stream) {
    note(stream, "was read anew, because " + ended.get(stream).error());
  }

  /** Says something more of a stream. */
  void note(String stream, String note) {
    ended.computeIfPresent(stream, (name, report) -> report.withNote(note));
  }

  /** How each stream stands. */
  public List<StreamReport> streams() {
    return List.copyOf(ended.values());
  }

  long millis() {
    return Duration.between(started, Instant.now()).toMillis();
  }

  private StreamReport report(
      StreamPlan plan,
      Status status,
      Map<String, Long> counts,
      long moreCommits,
      Tidemark tidemark,
      Problem.Kind kind,
      String error) {
    String stream = plan.stream();
    StreamReport before = ended.get(stream);
    long commits = Counters.COMMITS.of(counts, stream) + moreCommits;
    StreamReport report =
        new StreamReport(
            stream,
            status == Status.OK && commits == 0 ? Status.UNCHANGED : status,
            plan.run().strategy().name().toLowerCase(Locale.ROOT),
            Counters.RECORDS.of(counts, stream),
            Counters.BYTES.of(counts, stream),
            Counters.REQUESTS.of(counts, stream),
            Counters.RETRIES.of(counts, stream),
            Counters.WAITED_MILLIS.of(counts, stream),
            Counters.IGNORED.of(counts, stream),
            Counters.DEAD_LETTERS.of(counts, stream),
            commits,
            Counters.SLICES.of(counts, stream),
            Counters.SLICES_DONE.of(counts, stream),
            millis(),
            tidemark,
            kind,
            error,
            null,
            before == null ? null : before.followed());
    return before == null ? report : report.after(before);
  }
}
