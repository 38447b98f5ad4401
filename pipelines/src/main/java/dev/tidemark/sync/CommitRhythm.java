package dev.tidemark.sync;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * How much a worker stages before it commits: whatever comes first.
 *
 * @param rows so many rows
 * @param bytes so many bytes received
 * @param interval so much time
 */
public record CommitRhythm(long rows, long bytes, Duration interval) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public static final CommitRhythm DEFAULT =
      new CommitRhythm(250_000, 512L << 20, Duration.ofSeconds(30));

  boolean isDue(long stagedRows, long stagedBytes, long sinceNanos) {
    boolean late = System.nanoTime() - sinceNanos >= interval.toNanos();
    return stagedRows >= rows || stagedBytes >= bytes || (late && stagedRows > 0);
  }
}
