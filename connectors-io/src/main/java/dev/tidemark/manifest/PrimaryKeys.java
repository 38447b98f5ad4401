package dev.tidemark.manifest;

import dev.tidemark.manifest.language.Component;
import java.util.ArrayList;
import java.util.List;

/** The primary key of a stream, in any of the three ways to write it. */
final class PrimaryKeys {
  private PrimaryKeys() {}

  static List<String> of(Component stream) {
    List<String> fields = new ArrayList<>();
    for (List<String> path : stream.paths("primary_key")) {
      if (path.size() > 1) {
        stream.flaw("primary_key", "a key inside an object (" + path + ") is not supported yet");
      }
      path.stream().limit(1).filter(f -> !f.isEmpty()).forEach(fields::add);
    }
    return fields;
  }
}
