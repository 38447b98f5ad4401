package dev.tidemark.manifest.language;

/**
 * Something wrong with a manifest.
 *
 * @param path which part, as {@code streams[3].retriever.paginator}; empty for the whole
 * @param place where in the text, or null where that is not known
 * @param message what was found and what was expected
 */
public record Flaw(String path, Place place, String message) {
  @Override
  public String toString() {
    return where().isEmpty() ? message : where() + ": " + message;
  }

  String where() {
    return place == null ? path : path.isEmpty() ? "" + place : path + " (" + place + ")";
  }
}
