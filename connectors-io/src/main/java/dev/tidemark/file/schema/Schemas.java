package dev.tidemark.file.schema;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Schemas of files: {@code {"type": "object", "properties": {…}}}, where each property has one
 * type, and that is without null until {@link #nullable}.
 */
public final class Schemas {
  /** From the narrowest to the widest: a value of one is a value of those that follow. */
  public static final List<String> ORDER =
      List.of("null", "boolean", "integer", "number", "string", "object");

  private Schemas() {}

  /** The schema that all records conform to. */
  public static JsonObject ofRecords(String file, List<JsonObject> records) {
    JsonObject properties = new JsonObject();
    for (JsonObject record : records) {
      for (int i = 0; i < record.size(); i++) {
        JsonObject type = JsonObject.of("type", typeOf(record.value(i)));
        add(properties, record.name(i), type, file);
      }
    }
    return JsonObject.of("type", "object", "properties", properties);
  }

  /**
   * The schema that conforms to both, with the columns of the first before those of the second.
   *
   * @param file where the second is from, for the problem if they contradict each other
   */
  public static JsonObject merge(JsonObject first, JsonObject second, String file) {
    JsonObject properties = first.object("properties").copy();
    JsonObject more = second.object("properties");
    for (int i = 0; i < more.size(); i++) {
      add(properties, more.name(i), (JsonObject) more.value(i), file);
    }
    return JsonObject.of("type", "object", "properties", properties);
  }

  /** The same schema, in which every column may be null. */
  public static JsonObject nullable(JsonObject schema) {
    JsonObject nullable = schema.copy();
    JsonObject properties = nullable.object("properties");
    for (int i = 0; i < properties.size(); i++) {
      JsonObject property = (JsonObject) properties.value(i);
      String type = property.text("type", "null");
      property.put(
          "type",
          type.equals("null") ? List.<Object>of("null", "string") : List.<Object>of("null", type));
    }
    return nullable;
  }

  /** What holds the values of both; an object stands for all that is not of one type. */
  public static JsonObject union(JsonObject first, JsonObject second) {
    return wider(first, second).orElseGet(() -> JsonObject.of("type", "object"));
  }

  /** The type of a value, as JSON Schema calls it. */
  public static String typeOf(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "integer";
    }
    if (value instanceof BigDecimal) {
      return "number";
    }
    return value instanceof String ? "string" : value instanceof List<?> ? "array" : "object";
  }

  private static void add(JsonObject properties, String name, JsonObject property, String file) {
    JsonObject known = (JsonObject) properties.get(name);
    if (known == null) {
      properties.put(name, property);
      return;
    }
    JsonObject wider =
        wider(known, property)
            .orElseThrow(
                () ->
                    Problem.source(
                        file
                            + ": column '"
                            + name
                            + "' is "
                            + property
                            + " here and "
                            + known
                            + " elsewhere, which no type holds; give the stream an 'input_schema',"
                            + " or make it 'schemaless'"));
    properties.put(name, wider);
  }

  /** The type that holds both, or nothing where none does. */
  private static Optional<JsonObject> wider(JsonObject first, JsonObject second) {
    String a = first.text("type", "null");
    String b = second.text("type", "null");
    if (a.equals(b)) {
      return same(first, second, a);
    }
    if (a.equals("null") || b.equals("null")) {
      return Optional.of(a.equals("null") ? second : first);
    }
    boolean nested = List.of(a, b).contains("array") || List.of(a, b).contains("object");
    if (nested) {
      return Optional.empty();
    }
    return Optional.of(JsonObject.of("type", ORDER.indexOf(a) < ORDER.indexOf(b) ? b : a));
  }

  /** Of the same type; texts of different formats are plain text. */
  private static Optional<JsonObject> same(JsonObject first, JsonObject second, String type) {
    if (first.equals(second)) {
      return Optional.of(first);
    }
    boolean nested = type.equals("object") || type.equals("array");
    if (!nested || first.size() == 1 || second.size() == 1) {
      return Optional.of(JsonObject.of("type", type));
    }
    return Optional.empty();
  }
}
