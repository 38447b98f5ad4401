package dev.tidemark.destination.sql;

import dev.tidemark.destination.Pause;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.sql.JdbcDialect.Trouble;
import dev.tidemark.model.Column;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A connection to a database, and the ways in which statements are run on it. A connection that was
 * lost is made anew where that can do no harm.
 *
 * <p>Transactions are begun by statement, not by switching off auto-commit: some drivers begin one
 * of the latter kind only with the next statement, so rows loaded before that would escape it.
 */
public final class Session implements Database {
  private static final int CONFLICT_RETRIES = 200;
  private static final int LOST_RETRIES = 8;
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private static final List<Class<? extends IOException>> UNREACHABLE =
      List.of(ConnectException.class, UnknownHostException.class, SocketTimeoutException.class);

  private final JdbcDialect dialect;
  private final Connector connector;
  private final String database;
  private final PreparedStatements prepared = new PreparedStatements();
  private Connection connection;
  private boolean inTransaction;

  /**
   * @param database what messages call the database; without credentials
   */
  public Session(JdbcDialect dialect, Connector connector, String database) {
    this.dialect = dialect;
    this.connector = connector;
    this.database = database;
    this.connection = connect();
  }

  /** Makes a connection, ready to be used. */
  public interface Connector {
    Connection connect() throws SQLException;
  }

  /** The first connection: where nobody listens, whoever wants it should hear so at once. */
  private Connection connect() {
    for (int attempt = 1; ; attempt++) {
      try {
        return connector.connect();
      } catch (SQLException e) {
        boolean answered = UNREACHABLE.stream().noneMatch(type -> type.isInstance(e.getCause()));
        boolean lost = answered && dialect.trouble(e) == Trouble.LOST;
        if (!lost || attempt == LOST_RETRIES) {
          throw dialect.problem(database, e);
        }
        Pause.upTo(Math.min(100L << attempt, LONGEST_WAIT_MILLIS));
      }
    }
  }

  public Connection connection() {
    return connection;
  }

  @Override
  public JdbcDialect dialect() {
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
  private long update(Statement change) {
    try {
      if (change.parameters().isEmpty()) {
        return execute(change.sql());
      }
      PreparedStatement statement = prepare(change.sql(), change.parameters().toArray());
      long rows = statement.executeUpdate();
      // They may be large.
      statement.clearParameters();
      return rows;
    } catch (SQLException e) {
      throw new Failed(e);
    }
  }

  @Override
  public <T> List<T> rows(RowReader<T> reader, String sql, Object... parameters) {
    return inTransaction
        ? read(reader, sql, parameters)
        : attempts(() -> read(reader, sql, parameters), () -> null);
  }

  private <T> List<T> read(RowReader<T> reader, String sql, Object... parameters) {
    try (ResultSet result = prepare(sql, parameters).executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new ResultRow(result);
      while (result.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new Failed(e);
    }
  }

  /** The row that a result stands at. */
  private record ResultRow(ResultSet result) implements Row {
    @Override
    public String text(int column) {
      try {
        return result.getString(column);
      } catch (SQLException e) {
        throw new Failed(e);
      }
    }

    @Override
    public long number(int column) {
      try {
        return result.getLong(column);
      } catch (SQLException e) {
        throw new Failed(e);
      }
    }

    @Override
    public boolean flag(int column) {
      try {
        return result.getBoolean(column);
      } catch (SQLException e) {
        throw new Failed(e);
      }
    }
  }

  @Override
  public boolean hasSchema(String schema) {
    return !rows(
            row -> row.text(1),
            "SELECT schema_name FROM information_schema.schemata"
                + " WHERE catalog_name = current_database() AND schema_name = ?",
            dialect.identifier(schema))
        .isEmpty();
  }

  @Override
  public Optional<List<Column>> columns(String schema, String table) {
    List<Column> columns =
        rows(
            row -> column(dialect.named(row.text(1)), row.text(2)),
            "SELECT column_name, "
                + dialect.nativeType()
                + " FROM information_schema.columns"
                + " WHERE table_catalog = current_database() AND table_schema = ?"
                + " AND table_name = ? ORDER BY ordinal_position",
            dialect.identifier(schema),
            dialect.identifier(table));
    return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
  }

  private Column column(String name, String nativeType) {
    return new Column(name, name, dialect.type(nativeType));
  }

  @Override
  public List<String> tables(String schema, String prefix) {
    return rows(
            row -> dialect.named(row.text(1)),
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_catalog = current_database() AND table_schema = ?",
            dialect.identifier(schema))
        .stream()
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  @Override
  public boolean transact(Supplier<Transaction> plan, BooleanSupplier done) {
    if (dialect.definesInTransactions()) {
      return transaction(() -> carryOut(plan.get()), done::getAsBoolean);
    }
    return attempts(() -> carryOutApart(plan.get()), () -> done.getAsBoolean() ? true : null);
  }

  /** With definitions before, and removals after the transaction: they would commit it. */
  private boolean carryOutApart(Transaction transaction) throws SQLException {
    for (String definition : transaction.definitions()) {
      execute(definition);
    }
    boolean changes =
        transaction.load() != null
            || !transaction.conditions().isEmpty()
            || !transaction.changes().isEmpty();
    boolean done = !changes || attempt(() -> change(transaction));
    if (done) {
      for (String removal : transaction.removals()) {
        execute(removal);
      }
    }
    return done;
  }

  /** Does what a transaction says, as part of the one that has begun. */
  public boolean carryOut(Transaction transaction) throws SQLException {
    if (!holds(transaction)) {
      return false;
    }
    transaction.definitions().forEach(this::run);
    load(transaction);
    transaction.removals().forEach(this::run);
    return true;
  }

  private boolean change(Transaction transaction) throws SQLException {
    if (!holds(transaction)) {
      return false;
    }
    load(transaction);
    return true;
  }

  private boolean holds(Transaction transaction) {
    for (Transaction.Condition condition : transaction.conditions()) {
      if (update(condition.statement()) != 1 && condition.required()) {
        return false;
      }
    }
    return true;
  }

  private void load(Transaction transaction) throws SQLException {
    Transaction.Load load = transaction.load();
    if (load != null) {
      dialect.load(connection, load.schema(), load.table(), load.pages());
    }
    transaction.changes().forEach(this::update);
  }

  @Override
  public QueryResult query(String sql, Object... parameters) {
    dialect.requireQuery(sql);
    return SqlResult.of(this, sql, parameters);
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
        Pause.upTo(
            trouble == Trouble.LOST
                ? Math.min(100L << lost, LONGEST_WAIT_MILLIS)
                : Math.min(attempt, 50));
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
        Pause.upTo(Math.min(100L << attempt, LONGEST_WAIT_MILLIS));
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

  private long execute(String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? 0 : statement.getUpdateCount();
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = prepared.of(connection, sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, dialect.parameter(parameters[i]));
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
