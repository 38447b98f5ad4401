package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A config that a spec would accept, made up so that a manifest can be looked at without one. Each
 * value is what the spec proposes, else something that fits its type; a text is the field's name.
 */
final class PlaceholderConfig {
  /** Tried where a pattern says how a value must look. */
  private static final List<String> TEXTS =
      List.of(
          "DATET00:00:00Z",
          "DATE",
          "DATET00:00:00.000Z",
          "DATET00:00:00",
          "DATE 00:00:00",
          "https://example.com",
          "https://example.com/",
          "example.com",
          "1",
          "a");

  /** Optional fields that would make what is read end in the past. */
  private static final Pattern END = Pattern.compile("(^|_)(end|until|to|max)(_|$)");

  private static final int MAX_DEPTH = 20;

  private final String date;

  /**
   * @param start what is taken for a date
   */
  PlaceholderConfig(LocalDate start) {
    this.date = start.toString();
  }

  JsonObject of(JsonObject schema) {
    return object(schema, 0);
  }

  private JsonObject object(JsonObject schema, int depth) {
    JsonObject values = new JsonObject();
    if (depth > MAX_DEPTH) {
      return values;
    }
    fields(schema, values, depth);
    List<Object> forms = schema.list(schema.has("oneOf") ? "oneOf" : "anyOf");
    if (!forms.isEmpty() && forms.get(0) instanceof JsonObject form) {
      fields(form, values, depth);
    }
    return values;
  }

  private void fields(JsonObject schema, JsonObject values, int depth) {
    JsonObject properties = schema.object("properties");
    List<Object> required = schema.list("required");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      String name = properties.name(i);
      boolean isEnd = END.matcher(name).find() && !required.contains(name);
      if (!isEnd && properties.value(i) instanceof JsonObject property) {
        values.put(name, value(name, property, depth + 1));
      }
    }
  }

  private Object value(String name, JsonObject schema, int depth) {
    Object proposed = proposed(schema);
    String type = type(schema);
    if (proposed != null) {
      return proposed;
    }
    return switch (type) {
      case "integer", "number" -> schema.get("minimum") instanceof Number least ? least : 1L;
      case "boolean" -> false;
      case "array" ->
          schema.get("items") instanceof JsonObject item
              ? List.of(value(name, item, depth + 1))
              : List.of(name);
      case "string" -> text(name, schema);
      default -> object(schema, depth);
    };
  }

  private static Object proposed(JsonObject schema) {
    for (String keyword : List.of("const", "default")) {
      if (schema.get(keyword) != null) {
        return schema.get(keyword);
      }
    }
    List<Object> choices = schema.list("enum");
    return choices.isEmpty() ? null : choices.get(0);
  }

  private static String type(JsonObject schema) {
    Object type = schema.get("type");
    if (type instanceof List<?> union) {
      return union.stream()
          .map(String::valueOf)
          .filter(t -> !t.equals("null"))
          .findFirst()
          .orElse("");
    }
    boolean nested = schema.has("properties") || schema.has("oneOf") || schema.has("anyOf");
    return type == null ? (nested ? "object" : "string") : type.toString();
  }

  private String text(String name, JsonObject schema) {
    String pattern = schema.text("pattern", "");
    String plain =
        switch (schema.text("format", "")) {
          case "date" -> date;
          case "date-time" -> date + "T00:00:00Z";
          default -> name.replace('_', '-');
        };
    if (pattern.isEmpty() || matches(pattern, plain)) {
      return plain;
    }
    return TEXTS.stream()
        .map(text -> text.replace("DATE", date))
        .filter(text -> matches(pattern, text))
        .findFirst()
        .orElseGet(() -> example(schema, plain));
  }

  private static String example(JsonObject schema, String otherwise) {
    List<Object> examples = schema.list("examples");
    return examples.isEmpty() ? otherwise : String.valueOf(examples.get(0));
  }

  /** A pattern that was written for Python, and that Java does not understand, allows all. */
  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }
}
