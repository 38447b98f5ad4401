package dev.tidemark.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until someone sleeps; sleeping takes no time. */
public final class FakeTime implements Time {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Duration> sleeps = new ArrayList<>();
  private long nanos;
  private Runnable afterSleep = () -> {};

  @Override
  public synchronized Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    sleeps.add(duration);
    nanos += duration.toNanos();
    afterSleep.run();
  }

  /** What happens whenever someone has slept. */
  public synchronized void afterSleep(Runnable event) {
    afterSleep = event;
  }

  public synchronized void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  /** How long was slept, in order. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  public synchronized Duration elapsed() {
    return Duration.ofNanos(nanos);
  }
}
