package dev.tidemark.manifest;

import dev.tidemark.http.Masking;
import dev.tidemark.json.JsonObject;
import java.util.List;
import java.util.Set;

/** The secrets of a config that rules have changed: they may stand in other places than before. */
final class ConfigSecrets {
  private ConfigSecrets() {}

  /**
   * Has them masked wherever they might be written.
   *
   * @param paths as {@code a.b}; items of a list have the path of the list
   */
  static void mask(JsonObject config, Set<String> paths) {
    mask(config, "", false, paths);
  }

  private static void mask(Object value, String path, boolean within, Set<String> paths) {
    boolean isSecret = within || paths.contains(path);
    if (value instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        String name = object.name(i);
        mask(object.value(i), path.isEmpty() ? name : path + "." + name, isSecret, paths);
      }
    } else if (value instanceof List<?> list) {
      list.forEach(item -> mask(item, path, isSecret, paths));
    } else if (isSecret && value != null) {
      Masking.register(value.toString());
    }
  }
}
