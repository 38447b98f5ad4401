package dev.tidemark;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is wanted of a table or a query.
 *
 * @param table the table, or null for a query
 * @param query the query, or null for a table
 * @param columns empty for all
 * @param limit how many rows at most
 */
record Selection(
    String table,
    String query,
    List<String> columns,
    List<Condition> conditions,
    List<Order> order,
    OptionalLong limit) {

  /** A column to sort by. */
  record Order(String column, boolean descending) {}

  static Selection of(String table) {
    return new Selection(table, null, List.of(), List.of(), List.of(), OptionalLong.empty());
  }

  static Selection ofQuery(String sql) {
    return new Selection(null, sql, List.of(), List.of(), List.of(), OptionalLong.empty());
  }

  Selection withColumns(List<String> names) {
    return new Selection(table, query, names, conditions, order, limit);
  }

  Selection withCondition(Condition condition) {
    return new Selection(table, query, columns, plus(conditions, condition), order, limit);
  }

  Selection withOrder(String column, boolean descending) {
    List<Order> more = plus(order, new Order(column, descending));
    return new Selection(table, query, columns, conditions, more, limit);
  }

  Selection withLimit(long rows) {
    if (rows < 0) {
      throw Problem.config("a limit is a number from 0, not " + rows);
    }
    return new Selection(table, query, columns, conditions, order, OptionalLong.of(rows));
  }

  private static <T> List<T> plus(List<T> some, T other) {
    return Stream.concat(some.stream(), Stream.of(other)).toList();
  }

  QueryResult read(Destination destination) {
    requireColumns(destination);
    List<Object> parameters = new ArrayList<>();
    String sql = sql(destination, parameters);
    return destination.query(sql, parameters.toArray());
  }

  QueryResult count(Destination destination) {
    requireColumns(destination);
    List<Object> parameters = new ArrayList<>();
    String sql = "SELECT count(*) AS n FROM (" + sql(destination, parameters) + "\n) counted";
    return destination.query(sql, parameters.toArray());
  }

  private String sql(Destination destination, List<Object> parameters) {
    boolean isWhole =
        columns.isEmpty() && conditions.isEmpty() && order.isEmpty() && limit.isEmpty();
    if (query != null && isWhole) {
      return query;
    }
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(
        columns.isEmpty()
            ? "*"
            : columns.stream().map(destination::columnName).collect(Collectors.joining(", ")));
    sql.append(" FROM ");
    // On a line of its own, for the query may end in a comment.
    sql.append(query == null ? destination.tableName(table) : "(" + query + "\n) selected");
    String where =
        conditions.stream()
            .map(condition -> condition.sql(destination::columnName, parameters))
            .collect(Collectors.joining(" AND "));
    sql.append(where.isEmpty() ? "" : " WHERE " + where);
    String by =
        order.stream()
            .map(o -> destination.columnName(o.column()) + (o.descending() ? " DESC" : ""))
            .collect(Collectors.joining(", "));
    sql.append(by.isEmpty() ? "" : " ORDER BY " + by);
    limit.ifPresent(rows -> sql.append(" LIMIT ").append(rows));
    return sql.toString();
  }

  /** Says which of the names there are was probably meant. */
  private void requireColumns(Destination destination) {
    if (table == null) {
      return;
    }
    List<String> known =
        destination
            .columns(table)
            .orElseThrow(() -> unknown("table", table, destination.tables()))
            .stream()
            .map(column -> column.name())
            .toList();
    Stream<String> named =
        Stream.concat(
            columns.stream(),
            Stream.concat(
                conditions.stream().flatMap(condition -> condition.columns().stream()),
                order.stream().map(Order::column)));
    named
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw unknown("column", name, known);
            });
  }

  private static Problem unknown(String what, String name, List<String> known) {
    return Problem.config(
        "there is no "
            + what
            + " '"
            + name
            + "'."
            + Nearest.hint(name, known)
            + " There "
            + (known.isEmpty()
                ? "is none yet; a sync makes it"
                : "are: " + String.join(", ", known)));
  }
}
