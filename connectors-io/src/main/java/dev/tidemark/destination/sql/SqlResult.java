package dev.tidemark.destination.sql;

import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.ResultColumn;
import dev.tidemark.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Rows of a query, one at a time. */
public final class SqlResult implements QueryResult {
  private static final int FETCHED_AT_ONCE = 1_000;

  private final Session session;
  private final String sql;
  private final Statement statement;
  private final ResultSet result;
  private final List<ResultColumn> columns = new ArrayList<>();
  private boolean stepped;
  private boolean onRow;

  private SqlResult(Session session, String sql, Statement statement, ResultSet result)
      throws SQLException {
    this.session = session;
    this.sql = sql;
    this.statement = statement;
    this.result = result;
    ResultSetMetaData meta = result.getMetaData();
    Set<String> names = new HashSet<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      ResultColumn column = session.dialect().column(meta, i);
      String name = column.name();
      for (int number = 2; !names.add(name); number++) {
        name = column.name() + "_" + number;
      }
      columns.add(column.named(name));
    }
  }

  /** Runs a query; see {@link dev.tidemark.destination.Destination#query}. */
  public static SqlResult of(Session session, String sql, Object... parameters) {
    try {
      // Without a transaction some drivers fetch all rows before they return the first.
      session.connection().setAutoCommit(false);
      return run(session, sql, parameters);
    } catch (SQLException e) {
      throw problem(session, sql, e);
    }
  }

  private static SqlResult run(Session session, String sql, Object... parameters)
      throws SQLException {
    try {
      return parameters.length == 0 ? plain(session, sql) : prepared(session, sql, parameters);
    } catch (SQLException e) {
      if (session.dialect().tellsNextTime(session.connection(), e)) {
        return run(session, sql, parameters);
      }
      throw e;
    }
  }

  private static Problem problem(Session session, String sql, SQLException e) {
    Optional<String> wrong = session.dialect().wrongQuery(sql, e);
    return wrong.isPresent() ? Problem.config(wrong.get()) : session.problem(e);
  }

  /** Not prepared: in a prepared one the question mark of an operator would be a parameter. */
  private static SqlResult plain(Session session, String sql) throws SQLException {
    Statement statement = session.connection().createStatement();
    statement.setFetchSize(FETCHED_AT_ONCE);
    return new SqlResult(session, sql, statement, statement.executeQuery(sql));
  }

  private static SqlResult prepared(Session session, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = session.connection().prepareStatement(sql);
    statement.setFetchSize(FETCHED_AT_ONCE);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, session.dialect().parameter(parameters[i]));
    }
    return new SqlResult(session, sql, statement, statement.executeQuery());
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean hasNext() {
    try {
      if (!stepped) {
        onRow = result.next();
        stepped = true;
      }
      return onRow;
    } catch (SQLException e) {
      throw problem(session, sql, e);
    }
  }

  @Override
  public List<Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    stepped = false;
    try {
      List<Object> row = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        row.add(session.dialect().value(result, i));
      }
      return row;
    } catch (SQLException e) {
      throw problem(session, sql, e);
    }
  }

  @Override
  public void close() {
    try {
      result.close();
      statement.close();
      session.connection().rollback();
      session.connection().setAutoCommit(true);
    } catch (SQLException e) {
      throw session.problem(e);
    }
  }
}
