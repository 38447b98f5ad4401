package dev.tidemark.sync;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamKey;
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
 * @param today when the sync began
 * @param resumed whether the run was begun by an earlier sync
 */
public record StreamPlan(StreamKey key, Run run, Instant today, boolean resumed)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public String stream() {
    return key.stream();
  }

  /** From where on it reads. */
  public Tidemark tidemark() {
    return run.from();
  }

  /** What is to be read. */
  Span span() {
    return new Span(run.from(), run.startedAt(), today);
  }

  /** Whether a resumed run leaves something for a further one: what is newer than its start. */
  boolean leavesNewer() {
    return resumed && run.cursor() != null;
  }
}
