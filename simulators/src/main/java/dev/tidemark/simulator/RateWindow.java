package dev.tidemark.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A sliding window over the arrivals of one account. A request is admitted when fewer than the rate
 * were admitted in the period before it; it is a breach when the rate is exceeded by arrivals,
 * refused ones too. So whoever breaks the rate is told, and still gets through at the rate.
 */
final class RateWindow {
  private final Rate rate;
  private final Clock clock;
  private final Deque<Long> arrivals = new ArrayDeque<>();
  private final Deque<Long> admitted = new ArrayDeque<>();

  RateWindow(Rate rate, Clock clock) {
    this.rate = rate;
    this.clock = clock;
  }

  /**
   * What becomes of an arrival.
   *
   * @param breach what it breaks, or null
   */
  record Verdict(boolean isAdmitted, String breach) {}

  /** Counts an arrival. */
  synchronized Verdict arrive(long nanos) {
    forget(arrivals, nanos);
    forget(admitted, nanos);
    arrivals.addLast(nanos);
    boolean isAdmitted = admitted.size() < rate.requests();
    if (isAdmitted) {
      admitted.addLast(nanos);
    }
    return new Verdict(isAdmitted, breach(nanos));
  }

  private String breach(long nanos) {
    if (arrivals.size() <= rate.requests()) {
      return null;
    }
    Instant last = clock.instant();
    Instant first = last.minusNanos(nanos - arrivals.peekFirst());
    return "%d requests from %s to %s; the limit is %s"
        .formatted(arrivals.size(), first, last, rate);
  }

  synchronized Quota quota() {
    long now = System.nanoTime();
    forget(admitted, now);
    long wait = admitted.isEmpty() ? 0 : rate.period().toNanos() - (now - admitted.peekLast());
    int left = rate.requests() - admitted.size();
    return new Quota(rate.requests(), left, clock.instant().plusNanos(Math.max(0, wait)));
  }

  private void forget(Deque<Long> times, long now) {
    long period = rate.period().toNanos();
    while (!times.isEmpty() && now - times.peekFirst() >= period) {
      times.removeFirst();
    }
  }
}
