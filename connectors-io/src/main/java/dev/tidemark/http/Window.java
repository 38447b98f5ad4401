package dev.tidemark.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Requests that count against one rate. For one thread at a time. */
final class Window {
  /** Looked at again after this long when all places are held by requests under way. */
  private static final Duration POLL = Duration.ofMillis(5);

  private record Answered(long at, int weight) {}

  private final int limit;
  private final long length;
  private final Deque<Answered> answered = new ArrayDeque<>();

  /** The longest time that a request has been kept in mind, as a multiple of the length. */
  private double stretch = 1;

  private int counted;
  private int underWay;

  Window(Rate rate) {
    limit = rate.requests();
    length = rate.per().toNanos();
  }

  /**
   * @param share the part of the rate that may be used here; where it is less than the request, one
   *     is sent in several windows
   */
  Duration waitNeeded(int weight, double share, long now) {
    double allowed = limit * share;
    stretch = Math.max(stretch, weight / allowed);
    long span = (long) (length * stretch);
    while (!answered.isEmpty() && now - answered.peekFirst().at() > span) {
      counted -= answered.removeFirst().weight();
    }
    if (counted + underWay + weight <= Math.max(weight, (int) (allowed * stretch))) {
      return Duration.ZERO;
    }
    return answered.isEmpty()
        ? POLL
        : Duration.ofNanos(span - (now - answered.peekFirst().at()) + 1);
  }

  void take(int weight) {
    underWay += weight;
  }

  void release(int weight, long now) {
    underWay -= weight;
    counted += weight;
    answered.addLast(new Answered(now, weight));
  }
}
