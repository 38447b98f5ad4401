package dev.tidemark.destination;

import java.util.Iterator;
import java.util.List;

/**
 * The rows of a query, read as they are asked for; must be closed. Values are {@code null}, {@link
 * Boolean}, {@link Number}, {@link String}, {@code java.time} values, or for JSON {@link
 * dev.tidemark.json.JsonObject} and lists.
 */
public interface QueryResult extends Iterator<List<Object>>, AutoCloseable {
  /** Names of the columns, in order. */
  List<String> columns();

  @Override
  void close();
}
