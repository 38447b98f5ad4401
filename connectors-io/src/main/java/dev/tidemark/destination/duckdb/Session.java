package dev.tidemark.destination.duckdb;

import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection to a database file, and the ways in which statements are run on it.
 *
 * <p>Transactions are begun by statement, not by switching off auto-commit: the driver begins one
 * of the latter kind only with the next statement, so rows appended before that would escape it.
 */
final class Session implements AutoCloseable {
  private static final Pattern HOLDER = Pattern.compile("held in (.*?) \\(PID (\\d+)\\)");
  private static final int CONFLICT_RETRIES = 200;

  private final Connection connection;
  private final String file;

  Session(Connection connection, String file) {
    this.connection = connection;
    this.file = file;
    run("SET TimeZone = 'UTC'");
  }

  /**
   * Staged rows mostly live shorter than it takes to fill this much log, so that they never have to
   * be written into the file itself; a crash replays at most this much. Rows may be inserted in any
   * order, which lets all cores take part.
   */
  void prepareForWriting() {
    run("SET wal_autocheckpoint = '512MB'");
    run("SET preserve_insertion_order = false");
  }

  Connection connection() {
    return connection;
  }

  String file() {
    return file;
  }

  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw problem(file, e);
    }
  }

  /** Runs a statement that changes rows; returns how many. */
  long update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> rows(RowReader<T> reader, String sql, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw problem(file, e);
    }
  }

  /** Makes something of the row that a result stands at. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done in a transaction; returning false undoes it. */
  interface Work {
    boolean run() throws SQLException;
  }

  /** Does the work in a transaction, again from its start if another one got in the way. */
  boolean transaction(Work work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (SQLException e) {
        if (!isConflict(e) || attempt == CONFLICT_RETRIES) {
          throw problem(file, e);
        }
        LockSupport.parkNanos(
            ThreadLocalRandom.current().nextLong(1_000_000L * Math.min(attempt, 50)));
      }
    }
  }

  private boolean attempt(Work work) throws SQLException {
    execute("BEGIN TRANSACTION");
    boolean done = false;
    try {
      done = work.run();
      execute(done ? "COMMIT" : "ROLLBACK");
      return done;
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception cause) {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      // A failed COMMIT has rolled back already; then there is nothing left to undo.
      cause.addSuppressed(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static boolean isConflict(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Conflict")
        || message.contains("conflict")
        || message.contains("Duplicate key")
        || message.contains("duplicate key");
  }

  static Problem problem(String file, SQLException e) {
    String message = String.valueOf(e.getMessage());
    Matcher holder = HOLDER.matcher(message);
    if (holder.find()) {
      return Problem.destination(
          file
              + " is open in another process (PID "
              + holder.group(2)
              + ", "
              + holder.group(1)
              + "). DuckDB lets one process have a file open: end that one, or wait for it",
          e);
    }
    return Problem.destination(file + ": " + message.lines().findFirst().orElse("no reason"), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw problem(file, e);
    }
  }
}
