package dev.tidemark;

import dev.tidemark.job.Job;
import dev.tidemark.problem.Problem;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.Sync;
import dev.tidemark.sync.SyncJob;
import dev.tidemark.sync.SyncListener;
import dev.tidemark.sync.SyncReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a sync ended, and the way to the data that it brought. */
public final class SyncResult {
  private final SyncJob job;
  private final SyncReport report;

  private SyncResult(SyncJob job, SyncReport report) {
    this.job = job;
    this.report = report;
  }

  static SyncResult of(Tidemark tidemark, boolean fullRefresh) {
    try (Job job = tidemark.job()) {
      job.prepare();
      Sync sync =
          new Sync(job.syncJob(), RunnerSupport.named("direct"), fullRefresh, SyncListener.SILENT);
      return new SyncResult(job.syncJob(), sync.run());
    }
  }

  static SyncResult of(SyncJob job, SyncReport report) {
    return new SyncResult(job, report);
  }

  /** Whether every stream was synced. */
  public boolean isOk() {
    return report.exitCode() == 0;
  }

  /** This result, or the first stream's failure as a {@link Problem}. */
  public SyncResult orThrow() {
    for (StreamReport stream : report.streams()) {
      if (stream.kind() != null) {
        throw Problem.of(stream.kind(), stream.stream() + ": " + stream.error());
      }
    }
    return this;
  }

  /** What was done with each stream, by name, in the order in which the source has them. */
  public Map<String, StreamReport> streams() {
    Map<String, StreamReport> streams = new LinkedHashMap<>();
    report.streams().forEach(stream -> streams.put(stream.stream(), stream));
    return streams;
  }

  /** Records that became rows. */
  public long records() {
    return report.records();
  }

  /** The rows of a stream's table: all that are there, not only this sync's. */
  public Dataset dataset(String stream) {
    return Dataset.of(job, stream);
  }

  /** A line a stream. */
  public String summary() {
    List<String> lines =
        report.streams().stream()
            .map(
                s ->
                    String.format(
                        Locale.ROOT,
                        "%s: %s, %,d records, %,d dead letters, %.1f s, tidemark %s",
                        s.stream(),
                        s.status().name().toLowerCase(Locale.ROOT),
                        s.records(),
                        s.deadLetters(),
                        s.millis() / 1e3,
                        s.tidemark().toReport()))
            .toList();
    return String.join("\n", lines);
  }
}
