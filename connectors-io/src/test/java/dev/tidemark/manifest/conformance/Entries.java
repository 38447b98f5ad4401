package dev.tidemark.manifest.conformance;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map of a case file, read with care: an unknown key is a mistake of whoever wrote it. */
record Entries(Path file, Map<String, Object> values) {
  static Entries of(Path file, Object value) {
    if (!(value instanceof Map<?, ?>)) {
      throw new AssertionError(file + ": a map is expected, not " + value);
    }
    return new Entries(file, cast(value));
  }

  Entries requireKnown(Collection<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new AssertionError(
            file + ": '" + name + "' is not known." + Nearest.hint(name, known));
      }
    }
    return this;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Object get(String name) {
    return values.get(name);
  }

  String text(String name, String fallback) {
    Object value = values.get(name);
    return value == null ? fallback : value.toString();
  }

  long number(String name, long fallback) {
    return values.get(name) == null ? fallback : (Long) values.get(name);
  }

  JsonObject json(String name) {
    return has(name) ? JsonObject.copyOf(cast(values.get(name))) : new JsonObject();
  }

  /** A list; a single value is a list of one, an absent one an empty list. */
  List<Object> list(String name) {
    Object value = values.get(name);
    return value instanceof List<?> list
        ? new ArrayList<>(list)
        : value == null ? List.of() : List.of(value);
  }

  List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  /** Texts by name; a value may be a list of them. */
  Map<String, List<String>> textsByName(String name) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    if (has(name)) {
      Entries inner = of(file, values.get(name));
      inner.values.keySet().forEach(key -> texts.put(key, inner.texts(key)));
    }
    return texts;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> cast(Object map) {
    return (Map<String, Object>) map;
  }
}
