package dev.tidemark.simulator;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets a simulated account live while it is read: {@code try (LiveWriter writer =
 * LiveWriter.start(simulator, 200)) { sync(); }} makes about so many changes a second. When it is
 * closed, nothing more is written.
 */
public final class LiveWriter implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MOST_AT_ONCE = 100;

  private final Simulator simulator;
  private final long interval;
  private final Thread thread;
  private volatile boolean ends;

  private LiveWriter(Simulator simulator, int perSecond) {
    this.simulator = simulator;
    this.interval = NANOS_PER_SECOND / perSecond;
    this.thread = new Thread(this::write, "live-writer");
    this.thread.setDaemon(true);
  }

  /** Begins to write. */
  public static LiveWriter start(Simulator simulator, int perSecond) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("a live writer makes at least one change a second");
    }
    LiveWriter writer = new LiveWriter(simulator, perSecond);
    writer.thread.start();
    return writer;
  }

  private void write() {
    long due = System.nanoTime();
    while (!ends) {
      long late = System.nanoTime() - due;
      if (late < 0) {
        LockSupport.parkNanos(-late);
        continue;
      }
      int changes = (int) Math.min(MOST_AT_ONCE, late / interval + 1);
      simulator.grow(changes);
      due += changes * interval;
    }
  }

  /** Waits until the last change is made. */
  @Override
  public void close() {
    ends = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
