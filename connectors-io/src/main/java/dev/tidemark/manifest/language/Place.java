package dev.tidemark.manifest.language;

/**
 * Where something stands in the text of a manifest.
 *
 * @param line from 1
 * @param column from 1
 */
public record Place(int line, int column) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
