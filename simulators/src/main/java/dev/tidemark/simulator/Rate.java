package dev.tidemark.simulator;

import java.time.Duration;

/**
 * How many requests an API takes in any stretch of time: {@code new Rate(40,
 * Duration.ofSeconds(1))}.
 */
public record Rate(int requests, Duration period) {
  /** Checks that both are positive. */
  public Rate {
    if (requests < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a rate needs at least 1 request and a time over 0");
    }
  }

  @Override
  public String toString() {
    return requests + " requests in " + period;
  }
}
