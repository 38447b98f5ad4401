package dev.tidemark.cli;

import dev.tidemark.json.JsonObject;

/** Texts of others, made fit for a terminal. */
final class Texts {
  private Texts() {}

  /** What a property of a config means, on one line; specs have links and line breaks in it. */
  static String meaning(JsonObject property) {
    return property
        .text("description", property.text("title", ""))
        .replaceAll("</?[a-zA-Z][^>]*>", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
