package dev.tidemark.destination;

import dev.tidemark.model.ColumnType;

/**
 * A column of a query's result.
 *
 * @param name its name, which no other column of the result has
 * @param type what it holds; {@link ColumnType#TEXT} for what we have no type for
 * @param scale digits after the point that a {@link ColumnType#DECIMAL} has at most, otherwise 0
 */
public record ResultColumn(String name, ColumnType type, int scale) {
  private static final int USUAL_SCALE = 9;

  /** A column of a type that says all. */
  public static ResultColumn of(String name, ColumnType type) {
    return new ResultColumn(name, type, type == ColumnType.DECIMAL ? USUAL_SCALE : 0);
  }

  public ResultColumn named(String newName) {
    return new ResultColumn(newName, type, scale);
  }
}
