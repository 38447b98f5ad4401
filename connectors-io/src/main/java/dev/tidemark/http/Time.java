package dev.tidemark.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** The clock and the sleeper, so that tests of waiting need not wait. */
public interface Time {
  Time SYSTEM =
      new Time() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          // The one real sleep: waits that budgets and retries ask for, not waits for some state.
          TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
      };

  Instant now();

  /** The same time for those who want the clock alone. */
  default Clock clock() {
    InstantSource source = this::now;
    return source.withZone(ZoneOffset.UTC);
  }

  /** A clock that only goes forward, for measuring. */
  long nanos();

  void sleep(Duration duration) throws InterruptedException;
}
