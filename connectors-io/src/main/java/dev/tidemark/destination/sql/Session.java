package dev.tidemark.destination.sql;

import dev.tidemark.destination.sql.Dialect.Trouble;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection to a database, and the ways in which statements are run on it. A connection that was
 * lost is made anew where that can do no harm.
 *
 * <p>Transactions are begun by statement, not by switching off auto-commit: some drivers begin one
 * of the latter kind only with the next statement, so rows loaded before that would escape it.
 */
public final class Session implements AutoCloseable {
  private static final int CONFLICT_RETRIES = 200;
  private static final int LOST_RETRIES = 8;
  private static final int ROWS_AT_ONCE = 500;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final Dialect dialect;
  private final Connector connector;
  private final String database;
  private final PreparedStatements prepared = new PreparedStatements();
  private Connection connection;
  private boolean inTransaction;

  /**
   * @param database what messages call the database; without credentials
   */
  public Session(Dialect dialect, Connector connector, String database) {
    this.dialect = dialect;
    this.connector = connector;
    this.database = database;
    this.connection = connect();
  }

  /** Makes a connection, ready to be used. */
  public interface Connector {
    Connection connect() throws SQLException;
  }

  private Connection connect() {
    try {
      return connector.connect();
    } catch (SQLException e) {
      throw dialect.problem(database, e);
    }
  }

  public Connection connection() {
    return connection;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** The error for people. */
  Problem problem(SQLException e) {
    return dialect.problem(database, e);
  }

  /** Runs a statement, in a transaction only. */
  public void run(String sql) {
    try {
      execute(sql);
    } catch (SQLException e) {
      throw new Failed(e);
    }
  }

  /** Runs a statement that changes rows, in a transaction only; returns how many. */
  public long update(String sql, Object... parameters) {
    try {
      PreparedStatement statement = prepare(sql, parameters);
      long rows = statement.executeUpdate();
      // They may be large.
      statement.clearParameters();
      return rows;
    } catch (SQLException e) {
      throw new Failed(e);
    }
  }

  /** Inserts whole rows, in a transaction only. */
  void insert(String table, List<Object[]> rows) {
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
      String one = "(" + String.join(", ", Collections.nCopies(some.get(0).length, "?")) + ")";
      String values = String.join(", ", Collections.nCopies(some.size(), one));
      update(
          "INSERT INTO " + table + " VALUES " + values,
          some.stream().flatMap(Arrays::stream).toArray());
    }
  }

  /** All rows of a query. */
  public <T> List<T> rows(RowReader<T> reader, String sql, Object... parameters) {
    return inTransaction
        ? read(reader, sql, parameters)
        : attempts(() -> read(reader, sql, parameters), () -> null);
  }

  private <T> List<T> read(RowReader<T> reader, String sql, Object... parameters) {
    try (ResultSet result = prepare(sql, parameters).executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new Failed(e);
    }
  }

  /** Makes something of the row that a result stands at. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done in a transaction; returning false undoes it. */
  public interface Work {
    boolean run() throws SQLException;
  }

  /** Does work in a transaction that may safely be done twice. */
  public boolean transaction(Work work) {
    return transaction(work, () -> false);
  }

  /**
   * Does the work in a transaction, again from its start if another one got in the way.
   *
   * @param done whether it has been done; asked if the connection was lost while committing
   */
  public boolean transaction(Work work, Work done) {
    return attempts(() -> attempt(work), () -> done.run() ? true : null);
  }

  /** Something to be tried. */
  private interface Try<T> {
    T run() throws SQLException;
  }

  private <T> T attempts(Try<T> work, Try<T> outcome) {
    boolean wasLost = false;
    int lost = 0;
    for (int attempt = 1; ; attempt++) {
      try {
        T found = wasLost ? outcome.run() : null;
        wasLost = false;
        return found != null ? found : work.run();
      } catch (SQLException | Failed e) {
        SQLException cause = e instanceof Failed failed ? failed.cause() : (SQLException) e;
        Trouble trouble = dialect.trouble(cause);
        lost += trouble == Trouble.LOST ? 1 : 0;
        if (trouble == Trouble.FINAL || attempt == CONFLICT_RETRIES || lost > LOST_RETRIES) {
          throw dialect.problem(database, cause);
        }
        pause(trouble == Trouble.LOST ? 100L << lost : Math.min(attempt, 50));
        wasLost |= trouble == Trouble.LOST && reconnect(cause);
      }
    }
  }

  /** Returns true: the connection is a new one. */
  private boolean reconnect(SQLException cause) {
    closeQuietly(cause);
    for (int attempt = 1; ; attempt++) {
      try {
        connection = connector.connect();
        return true;
      } catch (SQLException e) {
        e.addSuppressed(cause);
        if (attempt == LOST_RETRIES || dialect.trouble(e) != Trouble.LOST) {
          throw dialect.problem(database, e);
        }
        pause(100L << attempt);
      }
    }
  }

  private void closeQuietly(SQLException cause) {
    try {
      prepared.close();
      connection.close();
    } catch (SQLException e) {
      // It is broken already; why is in the cause.
      cause.addSuppressed(e);
    }
  }

  private static void pause(long millis) {
    long most = Math.min(millis, LONGEST_WAIT_MILLIS);
    LockSupport.parkNanos(1_000_000L * most / 2);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L * most / 2 + 1));
  }

  private boolean attempt(Work work) throws SQLException {
    execute("BEGIN TRANSACTION");
    inTransaction = true;
    try {
      boolean done = work.run();
      execute(done ? "COMMIT" : "ROLLBACK");
      return done;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e;
    } finally {
      inTransaction = false;
    }
  }

  private void rollback(Exception cause) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // A failed COMMIT has rolled back already, a lost connection too: nothing is left to undo.
      cause.addSuppressed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = prepared.of(connection, sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      prepared.close();
      connection.close();
    } catch (SQLException e) {
      throw dialect.problem(database, e);
    }
  }

  /** An error on its way out of nested calls to where it is decided what becomes of it. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(SQLException cause) {
      super(cause);
    }

    SQLException cause() {
      return (SQLException) getCause();
    }
  }
}
