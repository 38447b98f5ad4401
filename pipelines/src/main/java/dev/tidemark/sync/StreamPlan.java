package dev.tidemark.sync;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.Span;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;

/**
 * What a sync does with one stream.
 *
 * @param key names the stream in the destination
 * @param run the run to carry out
 * @param table how the table is when it begins
 * @param committed the stream's tidemark as it is
 * @param today when the sync began
 * @param resumed whether the run was begun by an earlier sync
 */
public record StreamPlan(
    StreamKey key, Run run, TableSchema table, Tidemark committed, Instant today, boolean resumed)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public String stream() {
    return key.stream();
  }

  /**
   * From where on it reads. Files that a resumed run has committed need not be looked at again; one
   * that replaces the table commits nothing before its end.
   */
  public Tidemark tidemark() {
    return resumed && run.origin() != null && run.strategy() != Strategy.REPLACE
        ? run.from().withRead(committed.readOrNone())
        : run.from();
  }

  /** What is to be read. */
  public Span span() {
    return new Span(tidemark(), run.startedAt(), today);
  }

  /** Whether a resumed run leaves something for a further one: what is newer than its start. */
  public boolean leavesNewer() {
    return resumed && run.cursor() != null;
  }
}
