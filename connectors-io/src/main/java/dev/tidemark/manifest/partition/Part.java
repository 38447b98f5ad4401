package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;

/**
 * A part of a stream.
 *
 * @param partition names it
 * @param extra more that templates may use, and that is no part of its identity
 */
public record Part(JsonObject partition, JsonObject extra) {
  /** Both parts in one; where they name the same, the first one's value holds. */
  Part and(Part other) {
    return new Part(both(partition, other.partition), both(extra, other.extra));
  }

  private static JsonObject both(JsonObject first, JsonObject second) {
    JsonObject both = first.copy();
    for (int i = 0; i < second.size(); i++) {
      if (!both.has(second.name(i))) {
        both.put(second.name(i), second.value(i));
      }
    }
    return both;
  }
}
