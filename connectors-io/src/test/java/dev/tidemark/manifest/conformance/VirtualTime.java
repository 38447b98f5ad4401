package dev.tidemark.manifest.conformance;

import dev.tidemark.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until someone sleeps; sleeping takes no time. */
final class VirtualTime implements Time {
  private final Instant start;
  private final List<Duration> sleeps = new ArrayList<>();
  private long nanos;

  VirtualTime(Instant start) {
    this.start = start;
  }

  @Override
  public synchronized Instant now() {
    return start.plusNanos(nanos);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    nanos += duration.toNanos();
    if (!duration.isZero()) {
      sleeps.add(duration);
    }
  }

  /** How long was slept, in order. */
  synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
