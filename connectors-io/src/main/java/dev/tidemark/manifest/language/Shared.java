package dev.tidemark.manifest.language;

import dev.tidemark.json.JsonObject;
import java.util.List;

/**
 * Prepares JSON values for reading by several threads: objects build their index when they are
 * first asked for a field, and two threads must not do that at once.
 */
final class Shared {
  private Shared() {}

  static JsonObject of(JsonObject object) {
    prepare(object);
    return object;
  }

  private static void prepare(Object value) {
    if (value instanceof JsonObject object) {
      object.has("");
      for (int i = 0; i < object.size(); i++) {
        prepare(object.value(i));
      }
    } else if (value instanceof List<?> list) {
      list.forEach(Shared::prepare);
    }
  }
}
