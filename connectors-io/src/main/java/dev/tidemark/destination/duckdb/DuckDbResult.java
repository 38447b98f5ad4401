package dev.tidemark.destination.duckdb;

import dev.tidemark.destination.QueryResult;
import dev.tidemark.json.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.duckdb.JsonNode;

/** Rows of a query, one at a time. */
final class DuckDbResult implements QueryResult {
  private final Session session;
  private final Statement statement;
  private final ResultSet result;
  private final List<String> columns = new ArrayList<>();
  private boolean stepped;
  private boolean onRow;

  private DuckDbResult(Session session, Statement statement, ResultSet result) throws SQLException {
    this.session = session;
    this.statement = statement;
    this.result = result;
    ResultSetMetaData meta = result.getMetaData();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnLabel(i));
    }
  }

  static DuckDbResult of(Session session, String sql) {
    try {
      Statement statement = session.connection().createStatement();
      return new DuckDbResult(session, statement, statement.executeQuery(sql));
    } catch (SQLException e) {
      throw Session.problem(session.file(), e);
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
      throw Session.problem(session.file(), e);
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
        row.add(value(result.getObject(i)));
      }
      return row;
    } catch (SQLException e) {
      throw Session.problem(session.file(), e);
    }
  }

  private static Object value(Object value) throws SQLException {
    if (value instanceof JsonNode json) {
      return Json.parse(json.toString());
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof java.sql.Array array) {
      return List.of((Object[]) array.getArray());
    }
    return value;
  }

  @Override
  public void close() {
    try {
      result.close();
      statement.close();
    } catch (SQLException e) {
      throw Session.problem(session.file(), e);
    }
  }
}
