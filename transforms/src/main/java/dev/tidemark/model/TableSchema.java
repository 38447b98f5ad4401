package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The columns of a stream's table, without the meta columns.
 *
 * @param table the table's name
 * @param columns in the order in which they were added; several may hold the same field where its
 *     values came in types that no single column can hold
 * @param children tables for the lists of objects in records, by what the names of the fields in
 *     them begin with: {@code items[].} for the list {@code items}. A table comes after that which
 *     its lists are in
 */
public record TableSchema(
    String table, List<Column> columns, SortedMap<String, TableSchema> children)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** What comes between the name of a list and those of the fields in it. */
  public static final String IN_LIST = "[].";

  public TableSchema {
    columns = List.copyOf(columns);
    children = Collections.unmodifiableSortedMap(new TreeMap<>(children));
  }

  public TableSchema(String table, List<Column> columns) {
    this(table, columns, Collections.emptySortedMap());
  }

  /** What the names of fields begin with in the list that a field is in; empty if it is in none. */
  public static String listOf(String field) {
    int end = field.lastIndexOf(IN_LIST);
    return end < 0 ? "" : field.substring(0, end + IN_LIST.length());
  }

  /** The same for the list that a list is in. */
  public static String outside(String list) {
    return listOf(list.substring(0, list.length() - IN_LIST.length()));
  }

  /** The table for a list of objects, or this one for the records themselves. */
  public TableSchema in(String list) {
    return list.isEmpty() ? this : children.get(list);
  }

  public TableSchema with(String list, TableSchema child) {
    SortedMap<String, TableSchema> more = new TreeMap<>(children);
    more.put(list, child);
    return new TableSchema(table, columns, more);
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
    return new TableSchema(table, more, children);
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
    return new TableSchema(
        table, columns.stream().filter(c -> !gone.contains(c)).toList(), children);
  }

  public TableSchema withType(Column column, ColumnType type) {
    return with(column, column.withType(type));
  }

  /** This table with another column in the place of one. */
  public TableSchema with(Column column, Column other) {
    return new TableSchema(
        table, columns.stream().map(c -> c.equals(column) ? other : c).toList(), children);
  }

  public String toJson() {
    return json().toString();
  }

  private JsonObject json() {
    List<Object> list = new ArrayList<>();
    for (Column column : columns) {
      list.add(
          JsonObject.of(
              "name", column.name(), "field", column.field(), "type", column.type().name()));
    }
    JsonObject json = JsonObject.of("table", table, "columns", list);
    if (!children.isEmpty()) {
      JsonObject lists = new JsonObject();
      children.forEach((name, child) -> lists.put(name, child.json()));
      json.put("children", lists);
    }
    return json;
  }

  public static TableSchema parse(String text) {
    return parse(Json.parseObject(text));
  }

  private static TableSchema parse(JsonObject json) {
    List<Column> columns = new ArrayList<>();
    for (Object item : json.list("columns")) {
      JsonObject column = (JsonObject) item;
      columns.add(
          new Column(
              (String) column.get("name"),
              (String) column.get("field"),
              ColumnType.valueOf((String) column.get("type"))));
    }
    SortedMap<String, TableSchema> children = new TreeMap<>();
    JsonObject lists = json.object("children");
    for (int i = 0; lists != null && i < lists.size(); i++) {
      children.put(lists.name(i), parse((JsonObject) lists.value(i)));
    }
    return new TableSchema((String) json.get("table"), columns, children);
  }
}
