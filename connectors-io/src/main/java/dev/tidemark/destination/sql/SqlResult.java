package dev.tidemark.destination.sql;

import dev.tidemark.destination.QueryResult;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Rows of a query, one at a time. */
public final class SqlResult implements QueryResult {
  private static final int FETCHED_AT_ONCE = 1_000;

  private final Session session;
  private final Statement statement;
  private final ResultSet result;
  private final List<String> columns = new ArrayList<>();
  private boolean stepped;
  private boolean onRow;

  private SqlResult(Session session, Statement statement, ResultSet result) throws SQLException {
    this.session = session;
    this.statement = statement;
    this.result = result;
    ResultSetMetaData meta = result.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
  }

  public static SqlResult of(Session session, String sql) {
    try {
      // Without a transaction some drivers fetch all rows before they return the first.
      session.connection().setAutoCommit(false);
      Statement statement = session.connection().createStatement();
      statement.setFetchSize(FETCHED_AT_ONCE);
      return new SqlResult(session, statement, statement.executeQuery(sql));
    } catch (SQLException e) {
      throw session.problem(e);
    }
  }

  @Override
  public List<String> columns() {
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
      throw session.problem(e);
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
      throw session.problem(e);
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
