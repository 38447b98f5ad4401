package dev.tidemark.manifest.schema;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.problem.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The schemas of fields by the names of their types. */
final class FieldTypes {
  private static final JsonObject TYPES =
      JsonObject.of(
          "string", nullable("string"),
          "boolean", nullable("boolean"),
          "integer", nullable("integer"),
          "number", nullable("number"),
          "array", nullable("array"),
          "object", nullable("object"),
          "date", nullable("string").put("format", "date"),
          "timestamp_with_timezone", nullable("string").put("format", "date-time"),
          "timestamp_without_timezone", time("date-time", "timestamp_without_timezone"),
          "time_with_timezone", time("time", "time_with_timezone"),
          "time_without_timezone", time("time", "time_without_timezone"));

  private FieldTypes() {}

  private static JsonObject nullable(String type) {
    return JsonObject.of("type", new ArrayList<>(List.of("null", type)));
  }

  private static JsonObject time(String format, String type) {
    return nullable("string").put("format", format).put("airbyte_type", type);
  }

  /** The schema of a type, or of one of a pair of types; null where there is no such type. */
  static JsonObject of(Object type) {
    if (type instanceof String name) {
      JsonObject schema = TYPES.object(name);
      return schema == null ? null : schema.copy();
    }
    if (!(type instanceof List<?> pair) || pair.size() != 2) {
      return null;
    }
    List<Object> forms = new ArrayList<>();
    for (Object item : pair) {
      forms.add(item instanceof String ? of(item) : null);
    }
    return forms.contains(null) ? null : JsonObject.of("oneOf", forms);
  }

  /** The schema that a field of a component names, and notes it where there is none. */
  static JsonObject named(Component component, String field) {
    if (component.raw(field) instanceof Map<?, ?>) {
      return list(component.child(field));
    }
    Object type = component.raw(field);
    JsonObject schema = of(type);
    if (schema == null) {
      Set<String> known = new TreeSet<>(TYPES.names());
      String word = type == null ? "nothing" : "'" + type + "'";
      String hint = type instanceof String name ? Nearest.hint(name, known) : "";
      component.flaw(
          field,
          word + " is no type, or pair of types." + hint + " Known: " + String.join(", ", known));
      return new JsonObject();
    }
    return schema;
  }

  private static JsonObject list(Component component) {
    JsonObject schema = named(component, "field_type");
    if (component.has("items")) {
      if (!component.text("field_type", "").equals("array")) {
        component.flaw("items", "can only be said of an array");
      }
      schema.put("items", named(component, "items"));
    }
    return schema;
  }
}
