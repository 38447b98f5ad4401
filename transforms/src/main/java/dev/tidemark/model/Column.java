package dev.tidemark.model;

import java.io.Serial;
import java.io.Serializable;

/**
 * A column of a table.
 *
 * @param name its name in the destination
 * @param field the field of the record that it holds
 * @param type what it holds
 */
public record Column(String name, String field, ColumnType type) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public Column withName(String newName) {
    return new Column(newName, field, type);
  }

  public Column withType(ColumnType newType) {
    return new Column(name, field, newType);
  }
}
