package dev.tidemark.sync;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.Tidemark;
import java.io.Serial;
import java.io.Serializable;

/**
 * What a sync does with one stream.
 *
 * @param key names the stream in the destination
 * @param run the run to carry out
 * @param tidemark from where on to read
 * @param resumed whether the run was begun by an earlier sync
 */
public record StreamPlan(StreamKey key, Run run, Tidemark tidemark, boolean resumed)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public String stream() {
    return key.stream();
  }

  /** Whether a resumed run leaves something for a further one: what is newer than its start. */
  boolean leavesNewer() {
    return resumed && run.cursor() != null;
  }
}
