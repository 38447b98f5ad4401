package dev.tidemark.destination.sql;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What SQL databases differ in that are reached by JDBC. Safe for any thread. */
public interface JdbcDialect extends Dialect {
  /** Expression over {@code information_schema.columns} that says what type a column has. */
  default String nativeType() {
    return "data_type";
  }

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
