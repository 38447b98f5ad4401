package dev.tidemark.manifest;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.PythonText;
import java.util.ArrayList;
import java.util.List;

/** The primary key of a stream, in any of the three ways to write it. */
final class PrimaryKeys {
  private PrimaryKeys() {}

  static List<String> of(Component stream) {
    List<String> fields = new ArrayList<>();
    for (Object item : stream.items("primary_key")) {
      List<?> path = item instanceof List<?> list ? list : List.of(item);
      if (path.size() > 1) {
        stream.flaw("primary_key", "a key inside an object (" + path + ") is not supported yet");
      }
      path.stream().limit(1).map(PythonText::str).filter(f -> !f.isEmpty()).forEach(fields::add);
    }
    return fields;
  }
}
