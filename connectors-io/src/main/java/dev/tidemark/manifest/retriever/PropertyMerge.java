package dev.tidemark.manifest.retriever;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts records together that came in several answers, each with some of their properties.
 *
 * @param fields whose values tell which of them belong together
 */
record PropertyMerge(List<String> fields) {
  private static final Registry<PropertyMerge> STRATEGIES =
      Registry.<PropertyMerge>of("a record merge strategy")
          .with("GroupByKeyMergeStrategy", PropertyMerge::byKey);

  /** What the chunking says, or by {@code id}. */
  static PropertyMerge of(Component chunking) {
    PropertyMerge given =
        chunking.optional("record_merge_strategy").map(STRATEGIES::make).orElse(null);
    return given == null ? new PropertyMerge(List.of("id")) : given;
  }

  private static PropertyMerge byKey(Component component) {
    if (!component.has("key")) {
      component.flaw("key", "is missing; a field or a list of fields is expected");
    }
    return new PropertyMerge(component.texts("key"));
  }

  /** The records of several answers; those that lack a field of the key come first, as they are. */
  List<JsonObject> merge(List<List<JsonObject>> answers) {
    List<JsonObject> all = new ArrayList<>();
    Map<String, JsonObject> byKey = new LinkedHashMap<>();
    for (List<JsonObject> answer : answers) {
      for (JsonObject record : answer) {
        String key = key(record);
        if (key == null) {
          all.add(record);
        } else {
          overlay(byKey.computeIfAbsent(key, k -> new JsonObject()), record);
        }
      }
    }
    all.addAll(byKey.values());
    return all;
  }

  private String key(JsonObject record) {
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      Object value = record.get(field);
      if (!Truth.of(value)) {
        return null;
      }
      values.add(PythonText.str(value));
    }
    return String.join(",", values);
  }

  private static void overlay(JsonObject target, JsonObject source) {
    for (int i = 0; i < source.size(); i++) {
      String name = source.name(i);
      if (target.object(name) != null && source.value(i) instanceof JsonObject nested) {
        overlay(target.object(name), nested);
      } else {
        target.put(name, source.value(i));
      }
    }
  }
}
