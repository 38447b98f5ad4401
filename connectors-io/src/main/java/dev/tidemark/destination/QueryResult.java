package dev.tidemark.destination;

import java.util.Iterator;
import java.util.List;

/**
 * The rows of a query, read as they are asked for; must be closed. Values are {@code null}, {@link
 * Boolean}, {@link Number}, {@link String}, {@code java.time} values, or for JSON {@link
 * dev.tidemark.json.JsonObject} and lists; what has no type of ours is a string.
 */
public interface QueryResult extends Iterator<List<Object>>, AutoCloseable {
  /** The columns, in order. */
  List<ResultColumn> columns();

  default List<String> names() {
    return columns().stream().map(ResultColumn::name).toList();
  }

  @Override
  void close();
}
