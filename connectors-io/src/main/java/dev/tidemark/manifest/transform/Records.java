package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import java.util.function.UnaryOperator;

/** Rewrites records as a whole. */
final class Records {
  private Records() {}

  /** Makes {@code record} equal to {@code other}. */
  static void replace(JsonObject record, JsonObject other) {
    for (String name : record.names()) {
      record.remove(name);
    }
    for (int i = 0; i < other.size(); i++) {
      record.put(other.name(i), other.value(i));
    }
  }

  /** A copy with other keys, in nested objects too if so wanted; lists are left alone. */
  static JsonObject renamed(JsonObject object, UnaryOperator<String> rename, boolean nested) {
    JsonObject renamed = new JsonObject();
    for (int i = 0; i < object.size(); i++) {
      Object value = object.value(i);
      boolean descends = nested && value instanceof JsonObject;
      renamed.put(
          rename.apply(object.name(i)),
          descends ? renamed((JsonObject) value, rename, true) : value);
    }
    return renamed;
  }
}
