package dev.tidemark.file;

/**
 * What could not become a record.
 *
 * @param where its place in the file, such as {@code line 7}
 * @param reason what is wrong with it
 * @param text what stood there, cut if it is very long
 */
public record BadRecord(String where, String reason, String text) {
  private static final int MOST_TEXT = 64 << 10;

  public BadRecord {
    text = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
  }
}
