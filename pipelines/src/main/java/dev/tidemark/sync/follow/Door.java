package dev.tidemark.sync.follow;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets calls of {@link Follow} in until their pipeline is to end: a runner in this process does not
 * wait for those that are under way when it is told to stop. For workers in other processes it is
 * always open.
 */
final class Door implements AutoCloseable {
  private static final Map<String, Door> DOORS = new ConcurrentHashMap<>();
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final String pipeline;
  private int inside;
  private boolean shut;

  private Door(String pipeline) {
    this.pipeline = pipeline;
  }

  /** Opens the door of a pipeline that is about to begin. */
  static Door open(String pipeline) {
    Door door = new Door(pipeline);
    DOORS.put(pipeline, door);
    return door;
  }

  /** Goes through the door of a pipeline; false if it is shut. */
  static boolean enter(String pipeline) {
    Door door = DOORS.get(pipeline);
    return door == null || door.enter();
  }

  static void leave(String pipeline) {
    Door door = DOORS.get(pipeline);
    if (door != null) {
      door.leave();
    }
  }

  private synchronized boolean enter() {
    inside += shut ? 0 : 1;
    return !shut;
  }

  private synchronized void leave() {
    inside--;
    notifyAll();
  }

  /** Lets nobody in any more, and waits for those inside, but not for long. */
  synchronized void shut() {
    shut = true;
    long ends = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (long left = PATIENCE.toMillis(); inside > 0 && left > 0; ) {
        wait(left);
        left = (ends - System.nanoTime()) / NANOS_PER_MILLI;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    shut();
    DOORS.remove(pipeline);
  }
}
