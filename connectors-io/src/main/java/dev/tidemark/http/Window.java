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
  private int counted;
  private int underWay;

  Window(Rate rate) {
    limit = rate.requests();
    length = rate.per().toNanos();
  }

  Duration waitNeeded(int weight, long now) {
    while (!answered.isEmpty() && now - answered.peekFirst().at() > length) {
      counted -= answered.removeFirst().weight();
    }
    if (counted + underWay + weight <= limit) {
      return Duration.ZERO;
    }
    return answered.isEmpty()
        ? POLL
        : Duration.ofNanos(length - (now - answered.peekFirst().at()) + 1);
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
