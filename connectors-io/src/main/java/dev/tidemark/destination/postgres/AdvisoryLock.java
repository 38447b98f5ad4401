package dev.tidemark.destination.postgres;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;
import dev.tidemark.problem.Problem;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/** Keeps others from a connection for as long as the session lasts that it was taken in. */
final class AdvisoryLock implements Hold {
  private static final System.Logger LOGGER = System.getLogger(AdvisoryLock.class.getName());

  private static final int PATIENCE_SECONDS = 2;

  private static final String WHO =
      "SELECT coalesce('from ' || coalesce(host(a.client_addr), 'the server itself')"
          + " || ', since ' || to_char(a.backend_start AT TIME ZONE 'UTC',"
          + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), 'of another user')"
          + " || ', server process ' || a.pid FROM pg_stat_activity a";

  private static final String SELF = WHO + " WHERE a.pid = pg_backend_pid()";

  private static final String HOLDER =
      WHO
          + " JOIN pg_locks l ON a.pid = l.pid, hashtextextended(?, 0) AS k(key)"
          + " WHERE l.locktype = 'advisory' AND l.granted"
          + " AND l.classid = ((k.key >> 32) & 4294967295)::oid"
          + " AND l.objid = (k.key & 4294967295)::oid LIMIT 1";

  private final DestinationRef ref;
  private final String connection;
  private Connection session;
  private String self;

  private AdvisoryLock(DestinationRef ref, String connection) {
    this.ref = ref;
    this.connection = connection;
  }

  /** Takes it, or says who has it. */
  static AdvisoryLock take(DestinationRef ref, String connection) {
    AdvisoryLock lock = new AdvisoryLock(ref, connection);
    try {
      lock.take();
      return lock;
    } catch (SQLException e) {
      throw PostgresProvider.problem(ref, e);
    }
  }

  private void take() throws SQLException {
    Connection opened = PostgresProvider.connect(ref, Access.READ);
    String name = "tidemark " + PostgresProvider.schema(ref) + " " + connection;
    String take = "SELECT pg_try_advisory_lock(hashtextextended(?, 0))";
    if ("t".equals(PostgresProvider.text(opened, take, name))) {
      session = opened;
      self = PostgresProvider.text(opened, SELF);
      return;
    }
    String holder = PostgresProvider.text(opened, HOLDER, name);
    opened.close();
    if (holder == null) {
      take();
    } else if (!holder.equals(self)) {
      // Where it is ours, the server has not noticed yet that our last session has ended.
      throw Problem.config(
          "connection "
              + connection
              + " in "
              + ref.provider().identity(ref)
              + " is being synced by another process ("
              + holder
              + "); wait for it to end");
    }
  }

  @Override
  public void renew() {
    try {
      if (!session.isValid(PATIENCE_SECONDS)) {
        session.close();
        take();
      }
    } catch (SQLException e) {
      LOGGER.log(Level.DEBUG, "can't see who holds the lock", e);
    }
  }

  /** By statement: the server notices the end of a session only a moment later. */
  @Override
  public void close() {
    try (Connection last = session) {
      // A session that was lost has taken its locks with it.
      if (last.isValid(PATIENCE_SECONDS)) {
        PostgresProvider.text(last, "SELECT pg_advisory_unlock_all()");
      }
    } catch (SQLException e) {
      throw PostgresProvider.problem(ref, e);
    }
  }
}
