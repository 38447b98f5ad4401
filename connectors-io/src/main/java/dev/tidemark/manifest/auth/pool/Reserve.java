package dev.tidemark.manifest.auth.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How much of each token's quota is spent evenly, and not as fast as it goes.
 *
 * @param fraction of the quota
 * @param least number of requests
 */
record Reserve(double fraction, long least) {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** How long to wait before a request, so that what is left for all lasts until the reset. */
  Duration pause(List<Left> all, Instant reset, Instant now) {
    boolean isLow = all.stream().allMatch(this::isLow);
    long remaining = all.stream().mapToLong(left -> Math.max(0, left.remaining())).sum();
    if (!isLow || remaining == 0 || !reset.isAfter(now)) {
      return Duration.ZERO;
    }
    Duration even = Duration.between(now, reset).dividedBy(remaining);
    Duration pause = even.compareTo(LONGEST) > 0 ? LONGEST : even;
    return pause.compareTo(SHORTEST) < 0 ? Duration.ZERO : pause;
  }

  private boolean isLow(Left left) {
    return left.isCounted()
        && left.remaining() <= Math.max((double) least, left.limit() * fraction);
  }
}
