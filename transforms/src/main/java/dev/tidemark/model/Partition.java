package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;

/**
 * A part of a stream that time has no part in: the child records of one parent, a listed value, a
 * file. Identity is the values, in whatever order they are named.
 *
 * @param key canonical JSON of the values; {@code {}} for a stream that has one part only
 */
public record Partition(String key) implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** The only part of a stream that is not divided. */
  public static final Partition WHOLE = new Partition("{}");

  public static Partition of(JsonObject values) {
    return new Partition(Json.writeCanonical(values));
  }

  public JsonObject values() {
    return Json.parseObject(key);
  }

  public boolean isWhole() {
    return key.equals(WHOLE.key);
  }
}
