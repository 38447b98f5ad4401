package dev.tidemark.destination;

import dev.tidemark.http.Time;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between two tries of something that a database refused for now, or did not answer. */
public final class Pause {
  private static final long LONGEST_MILLIS = 30_000;

  private Pause() {}

  /**
   * Waits for so long at most and half of it at least: by chance, so that workers that got in each
   * other's way do not meet there again. Never longer than half a minute.
   */
  public static void upTo(long millis) {
    long half = Duration.ofMillis(Math.min(millis, LONGEST_MILLIS)).toNanos() / 2;
    try {
      Time.SYSTEM.sleep(Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for the destination");
    }
  }
}
