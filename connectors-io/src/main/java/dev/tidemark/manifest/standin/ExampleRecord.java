package dev.tidemark.manifest.standin;

import dev.tidemark.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** Makes records of a JSON Schema: every field has a value of its type. */
final class ExampleRecord {
  private static final int MAX_DEPTH = 12;

  private final String day;

  /**
   * @param day a date, as {@code 2026-01-31}
   */
  ExampleRecord(String day) {
    this.day = day;
  }

  /**
   * A record.
   *
   * @param number of the record, from 1: records differ in their numbers and texts
   */
  JsonObject of(JsonObject schema, int number) {
    JsonObject record = object(schema, number, 0);
    return record.isEmpty() ? record.put("id", (long) number) : record;
  }

  private JsonObject object(JsonObject schema, int number, int depth) {
    JsonObject object = new JsonObject();
    JsonObject properties = schema.object("properties");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      if (properties.value(i) instanceof JsonObject property) {
        object.put(properties.name(i), value(properties.name(i), property, number, depth + 1));
      }
    }
    return object;
  }

  private Object value(String name, JsonObject schema, int number, int depth) {
    List<Object> choices = schema.list("enum");
    for (Object choice : choices) {
      if (choice != null) {
        return choice;
      }
    }
    return switch (type(schema)) {
      case "integer" -> (long) number;
      case "number" -> number + 0.5;
      case "boolean" -> true;
      case "array" -> items(name, schema, number, depth);
      case "object" -> depth > MAX_DEPTH ? new JsonObject() : object(schema, number, depth);
      default -> text(name, schema, number);
    };
  }

  private List<Object> items(String name, JsonObject schema, int number, int depth) {
    boolean isKnown = schema.object("items") != null && depth <= MAX_DEPTH;
    return isKnown ? List.of(value(name, schema.object("items"), number, depth + 1)) : List.of();
  }

  private String text(String name, JsonObject schema, int number) {
    return switch (schema.text("format", "")) {
      case "date" -> day;
      case "date-time" -> day + "T00:00:00Z";
      case "time" -> "00:00:00";
      default -> text(name, number);
    };
  }

  /** A text that a field of that name might have. */
  String text(String name, int number) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("timezone")) {
      return "UTC";
    }
    if (lower.contains("date")
        || lower.contains("time")
        || lower.endsWith("_at")
        || name.endsWith("At")) {
      return day + "T00:00:00Z";
    }
    if (lower.equals("uri") || lower.equals("url")) {
      return "https://example.com/" + number;
    }
    return lower.endsWith("id") ? "" + number : name + " " + number;
  }

  private static String type(JsonObject schema) {
    Object type = schema.get("type");
    if (type instanceof List<?> union) {
      for (Object member : union) {
        if (!"null".equals(member)) {
          return String.valueOf(member);
        }
      }
    }
    for (String union : List.of("oneOf", "anyOf")) {
      for (Object form : schema.list(union)) {
        if (type == null && form instanceof JsonObject other && !type(other).equals("null")) {
          return type(other);
        }
      }
    }
    if (type == null) {
      return schema.has("items") ? "array" : schema.has("properties") ? "object" : "string";
    }
    return type.toString();
  }
}
