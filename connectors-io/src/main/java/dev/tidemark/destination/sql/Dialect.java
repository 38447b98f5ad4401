package dev.tidemark.destination.sql;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What SQL databases differ in. Safe for any thread. */
public interface Dialect {
  /** A name as the database bears it: where it is too long, a shorter one that stands for it. */
  default String identifier(String name) {
    return name;
  }

  /** A name as an identifier in quotes. */
  default String name(String name) {
    return "\"" + identifier(name).replace("\"", "\"\"") + "\"";
  }

  /** What the database calls a type. */
  String type(ColumnType type);

  /** Expression over {@code information_schema.columns} that says what type a column has. */
  default String nativeType() {
    return "data_type";
  }

  /**
   * Our type for a column that someone else may have made.
   *
   * @param nativeType as {@link #nativeType} says it
   */
  ColumnType type(String nativeType);

  /** Expression for the text that stands under {@code name} in a column with a JSON object. */
  String jsonText(String column, String name);

  /** An expression as something that can be compared with another of its type. */
  default String comparable(String expression, ColumnType type) {
    return expression;
  }

  /** Statement that gives a column another type, without loss. */
  String changeType(String table, String column, ColumnType type);

  /** Statement that makes keys quick to find in a table, or null where that is of no use. */
  String indexKeys(String table, String name, List<String> keyColumns);

  /**
   * Puts the rows of pages into a staging table, in the connection's transaction: entry, id, time,
   * meta, extra, then the fields.
   */
  void load(Connection connection, String schema, String table, List<StagedPage> pages)
      throws SQLException;

  /** A value of a query's result as {@link dev.tidemark.destination.QueryResult} promises it. */
  Object value(ResultSet row, int column) throws SQLException;

  /** What can be done about an error. */
  Trouble trouble(SQLException e);

  /** The error for people. */
  Problem problem(String database, SQLException e);

  /** What can be done about an error. */
  enum Trouble {
    /** Another transaction got in the way: the same again will do. */
    CONFLICT,
    /** The connection is gone, and nobody knows whether the last statement was carried out. */
    LOST,
    /** Nothing. */
    FINAL
  }
}
