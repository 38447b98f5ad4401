package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a stream's table, without the meta columns.
 *
 * @param table the table's name
 * @param columns in the order in which they were added; several may hold the same field where its
 *     values came in types that no single column can hold
 */
public record TableSchema(String table, List<Column> columns) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public TableSchema {
    columns = List.copyOf(columns);
  }

  /** The column that a field is written to unless its value does not fit. */
  public Optional<Column> forField(String field) {
    return columns.stream().filter(column -> column.field().equals(field)).findFirst();
  }

  public Optional<Column> named(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * What columns were called that have another name now, by that name.
   *
   * @param before this table as it was; each of its columns has kept its place
   */
  public Map<String, String> oldNames(TableSchema before) {
    Map<String, String> oldNames = new LinkedHashMap<>();
    for (int i = 0; i < before.columns.size(); i++) {
      String old = before.columns.get(i).name();
      String now = columns.get(i).name();
      if (!old.equals(now)) {
        oldNames.put(now, old);
      }
    }
    return oldNames;
  }

  public TableSchema plus(Column column) {
    List<Column> more = new ArrayList<>(columns);
    more.add(column);
    return new TableSchema(table, more);
  }

  /** This table with those of {@code more} that it does not have yet. */
  public TableSchema including(List<Column> more) {
    TableSchema all = this;
    for (Column column : more) {
      all = all.named(column.name()).isPresent() ? all : all.plus(column);
    }
    return all;
  }

  public TableSchema without(List<Column> gone) {
    return new TableSchema(table, columns.stream().filter(c -> !gone.contains(c)).toList());
  }

  public TableSchema withType(Column column, ColumnType type) {
    return with(column, column.withType(type));
  }

  /** This table with another column in the place of one. */
  public TableSchema with(Column column, Column other) {
    return new TableSchema(table, columns.stream().map(c -> c.equals(column) ? other : c).toList());
  }

  public String toJson() {
    List<Object> list = new ArrayList<>();
    for (Column column : columns) {
      list.add(
          JsonObject.of(
              "name", column.name(), "field", column.field(), "type", column.type().name()));
    }
    return JsonObject.of("table", table, "columns", list).toString();
  }

  public static TableSchema parse(String text) {
    JsonObject json = Json.parseObject(text);
    List<Column> columns = new ArrayList<>();
    for (Object item : json.list("columns")) {
      JsonObject column = (JsonObject) item;
      columns.add(
          new Column(
              (String) column.get("name"),
              (String) column.get("field"),
              ColumnType.valueOf((String) column.get("type"))));
    }
    return new TableSchema((String) json.get("table"), columns);
  }
}
