package dev.tidemark.manifest.auth.token;

import dev.tidemark.http.Time;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/** Waiting that ends when the thread is to end. */
public final class Waiting {
  private Waiting() {}

  /** Waits until the lock is free, and takes it. */
  public static void lock(ReentrantLock lock) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw ended();
    }
  }

  public static void sleep(Time time, Duration duration) {
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      throw ended();
    }
  }

  private static CancellationException ended() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while waiting for credentials");
  }
}
