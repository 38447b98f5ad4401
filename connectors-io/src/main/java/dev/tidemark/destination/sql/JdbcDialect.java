package dev.tidemark.destination.sql;

import dev.tidemark.destination.ResultColumn;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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

  /** A parameter of a statement as the driver takes it. */
  default Object parameter(Object value) {
    return value;
  }

  /**
   * Refuses what is no query, where a connection can't be kept from writing.
   *
   * @throws Problem if it is none
   */
  default void requireQuery(String sql) {}

  /** A column of a query's result. */
  default ResultColumn column(ResultSetMetaData result, int column) throws SQLException {
    ColumnType type = type(result.getColumnTypeName(column));
    return type == ColumnType.DECIMAL
        ? new ResultColumn(result.getColumnLabel(column), type, result.getScale(column))
        : ResultColumn.of(result.getColumnLabel(column), type);
  }

  /** A value of a query's result as {@link dev.tidemark.destination.QueryResult} promises it. */
  Object value(ResultSet row, int column) throws SQLException;

  /** What can be done about an error. */
  Trouble trouble(SQLException e);

  /**
   * Whether a query that failed does not tell why, and tells it when it is run again; arranges for
   * that.
   */
  default boolean tellsNextTime(Connection connection, SQLException e) throws SQLException {
    return false;
  }

  /** What is wrong with a query that somebody wrote, and where; empty if it is not the query. */
  default Optional<String> wrongQuery(String sql, SQLException e) {
    return Optional.empty();
  }

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
