package dev.tidemark.destination;

import java.time.Duration;

/**
 * How much a worker holds back of a stream before it stages it, and how much it stages before it
 * commits.
 *
 * @param stage what is held back is in memory, and is read again after a crash
 * @param commit what is staged waits, and is kept through a crash
 */
public record Rhythm(Portion stage, Portion commit) {
  private static final Portion COMMIT =
      new Portion(250_000, Long.MAX_VALUE, 512L << 20, Duration.ofSeconds(30));

  /** For databases whose transactions cost little. */
  public static final Rhythm OF_TRANSACTIONS =
      new Rhythm(new Portion(100_000, 1_000_000, 16 << 20, Duration.ofSeconds(1)), COMMIT);

  /**
   * So much, whatever comes first.
   *
   * @param rows so many rows
   * @param values so many values in them
   * @param bytes so many bytes received
   * @param interval so much time since the first of it came
   */
  public record Portion(long rows, long values, long bytes, Duration interval) {
    /** Whether it is time; {@code sinceNanos} is by {@link System#nanoTime}. */
    public boolean isFull(long rowsSoFar, long valuesSoFar, long bytesSoFar, long sinceNanos) {
      return rowsSoFar >= rows
          || valuesSoFar >= values
          || bytesSoFar >= bytes
          || System.nanoTime() - sinceNanos >= interval.toNanos();
    }
  }
}
