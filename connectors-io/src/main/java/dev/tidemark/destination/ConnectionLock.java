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
  private static final Map<String, ConnectionLock> HELD = new ConcurrentHashMap<>();

  private final String name;
  private final String holder;
  private AutoCloseable others = () -> {};

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

  @Override
  public void close() {
    HELD.remove(name, this);
    try {
      others.close();
    } catch (Exception e) {
      throw Problem.destination(name + ": can't let go of it: " + e.getMessage(), e);
    }
  }
}
