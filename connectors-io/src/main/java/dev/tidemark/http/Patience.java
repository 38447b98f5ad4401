package dev.tidemark.http;

import java.time.Duration;

/**
 * How long a call is kept up.
 *
 * @param retries how often a request is sent again after the first time
 * @param waiting how long is waited before retries in all; waits that a rate limit takes do not
 *     count
 */
public record Patience(int retries, Duration waiting) {
  private static final Duration USUAL = Duration.ofMinutes(10);

  public static Patience of(int retries) {
    return new Patience(retries, USUAL);
  }

  /** The part of a wait that fits into what is left. */
  Duration fit(Duration wait, Duration left) {
    // Whoever asks for more than a whole call may wait means it: sooner would be in vain.
    boolean isOwn = wait.compareTo(waiting) > 0;
    return isOwn || wait.compareTo(left) <= 0 ? wait : left;
  }
}
