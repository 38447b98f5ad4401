package dev.tidemark.manifest.auth.pool;

import java.time.Duration;
import java.time.Instant;

/**
 * What is left of a quota for one token.
 *
 * @param remaining how many requests
 * @param limit how many there are from one reset to the next
 * @param reset when there will be more; null where the source counts nothing
 */
record Left(int remaining, int limit, Instant reset) {
  /** Where the source says that it does not count. */
  static final Left UNCOUNTED = new Left(0, 0, null);

  /** Two places that tell of the same reset may be this far apart. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  boolean isCounted() {
    return reset != null;
  }

  boolean isSpent() {
    return isCounted() && remaining <= 0;
  }

  Left lessOne() {
    return new Left(remaining - 1, limit, reset);
  }

  /** The same after an answer told of it. Answers overtake each other, so it may be an old one. */
  Left after(Quota.Notice notice) {
    if (!isCounted()) {
      return this;
    }
    boolean isNewer = notice.reset() != null && notice.reset().isAfter(reset);
    boolean isOlder = notice.reset() != null && notice.reset().isBefore(reset);
    int newLimit =
        notice.limit() != null && notice.limit() > 0 && !isOlder ? notice.limit() : limit;
    if (isNewer) {
      int fresh = notice.remaining() == null ? newLimit : notice.remaining();
      return new Left(fresh, newLimit, notice.reset());
    }
    boolean isOfNow = !isOlder || !notice.reset().isBefore(reset.minus(SKEW));
    boolean counts = notice.remaining() != null && (isOfNow || isRefusal(notice));
    int rest = counts ? Math.min(remaining, notice.remaining()) : remaining;
    return new Left(rest, newLimit, reset);
  }

  private static boolean isRefusal(Quota.Notice notice) {
    return notice.isExhausted() && notice.remaining() <= 0;
  }
}
