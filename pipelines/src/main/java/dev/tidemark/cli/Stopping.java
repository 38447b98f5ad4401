package dev.tidemark.cli;

import dev.tidemark.sync.Sync;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stops a sync in order when the user, or whoever looks after processes, wants it to end. */
final class Stopping implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final int CONTINUOUS_SECONDS = 9;
  private static final int KILLED = 143;

  private final Sync sync;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean asked = new AtomicBoolean();

  private Stopping(Sync sync) {
    this.sync = sync;
  }

  /**
   * Ctrl-C starts the end of the process; it is held up until what is staged is committed and the
   * summary is printed.
   */
  static Stopping atEnd(Sync sync) {
    Stopping stopping = new Stopping(sync);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (stopping.over.getCount() > 0) {
                    stopping.stop(PATIENCE_SECONDS);
                  }
                  System.out.flush();
                }));
    return stopping;
  }

  /**
   * Being told to stop is how a continuous sync ends: the process goes on to its usual end. Told
   * twice, it ends at once.
   */
  static Stopping inOrder(Sync sync) {
    Stopping stopping = new Stopping(sync);
    Signals.on(
        () -> {
          if (stopping.asked.getAndSet(true) || !stopping.stop(CONTINUOUS_SECONDS)) {
            Runtime.getRuntime().halt(KILLED);
          }
        });
    return stopping;
  }

  private boolean stop(int seconds) {
    System.err.println("\nstopping: committing what is staged");
    sync.cancel();
    try {
      if (over.await(seconds, TimeUnit.SECONDS)) {
        return true;
      }
      System.err.println("gave up waiting; the next sync reads the last pages again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    over.countDown();
  }
}
