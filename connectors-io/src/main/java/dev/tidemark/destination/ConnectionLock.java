package dev.tidemark.destination;

import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps two syncs of one connection from running at once: those of this process by itself, those of
 * others by the database, where that can be done.
 */
public final class ConnectionLock implements AutoCloseable {
  private static final long LOOKS_NANOS = 3_000_000_000L;
  private static final Map<String, ConnectionLock> HELD = new ConcurrentHashMap<>();

  private final String name;
  private final String holder;
  private Hold others = Hold.NONE;
  private long looked = System.nanoTime();
  private Problem lost;

  private ConnectionLock(String name, String holder) {
    this.name = name;
    this.holder = holder;
  }

  /** Takes the lock, or says who has it. */
  public static ConnectionLock take(DestinationRef destination, String connection) {
    String name = connection + " in " + destination.provider().identity(destination);
    String holder =
        "thread '"
            + Thread.currentThread().getName()
            + "' of process "
            + ProcessHandle.current().pid()
            + ", since "
            + Instant.now();
    ConnectionLock lock = new ConnectionLock(name, holder);
    ConnectionLock other = HELD.putIfAbsent(name, lock);
    if (other != null) {
      throw Problem.config(
          "connection " + name + " is being synced by " + other.holder + "; wait for it to end");
    }
    try {
      lock.others = destination.provider().hold(destination, connection);
      return lock;
    } catch (RuntimeException e) {
      HELD.remove(name, lock);
      throw e;
    }
  }

  /**
   * Whether somebody else has it by now, because the database has lost it for a while. Asked often,
   * it looks every few seconds.
   */
  public boolean isLost() {
    if (lost == null && System.nanoTime() - looked > LOOKS_NANOS) {
      looked = System.nanoTime();
      try {
        others.renew();
      } catch (Problem problem) {
        lost = problem;
      }
    }
    return lost != null;
  }

  /**
   * @throws Problem that says who has it by now, if it is lost
   */
  public void confirm() {
    if (isLost()) {
      throw lost;
    }
  }

  @Override
  public void close() {
    HELD.remove(name, this);
    others.close();
  }
}
