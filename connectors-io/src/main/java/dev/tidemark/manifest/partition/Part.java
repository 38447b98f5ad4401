package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;

/**
 * A part of a stream.
 *
 * @param partition names it
 * @param extra more that templates may use, and that is no part of its identity
 * @param firstPage its first page, as the source would answer; {@link #NOT_BROUGHT} if it is to be
 *     asked for
 */
public record Part(JsonObject partition, JsonObject extra, Object firstPage) {
  /** In place of a first page. */
  public static final Object NOT_BROUGHT = new Object();

  /** One without a first page. */
  public Part(JsonObject partition, JsonObject extra) {
    this(partition, extra, NOT_BROUGHT);
  }

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
