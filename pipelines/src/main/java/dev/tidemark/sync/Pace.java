package dev.tidemark.sync;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * How often a continuous sync asks, and how often it commits.
 *
 * @param every least time from the beginning of a stream's turn to that of its next
 * @param commit longest time that staged rows wait for a commit while a turn goes on
 */
public record Pace(Duration every, Duration commit) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** What fails is tried again after longer and longer, but no longer than this. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private static final int MOST_DOUBLINGS = 20;

  /** How long after so many failures in a row it is tried again. */
  public Duration pause(int failures) {
    Duration pause = every.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    Duration most = every.compareTo(LONGEST_PAUSE) > 0 ? every : LONGEST_PAUSE;
    return pause.compareTo(most) > 0 ? most : pause;
  }

  /** How long a pause is, in words. */
  public static String text(Duration pause) {
    return Math.max(1, pause.toSeconds()) + " s";
  }
}
