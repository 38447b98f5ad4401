package dev.tidemark.manifest.config;

import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a JSON Schema says of a value without looking into it. */
final class ValueRules {
  private ValueRules() {}

  static List<String> check(JsonObject schema, Object value) {
    List<String> faults = new ArrayList<>();
    List<Object> types = asList(schema.get("type"));
    if (!types.isEmpty() && types.stream().noneMatch(type -> isOf(type, value))) {
      faults.add("must be " + String.join(" or ", types.stream().map(String::valueOf).toList()));
    }
    if (schema.has("const") && !equal(schema.get("const"), value)) {
      faults.add("must be " + schema.get("const"));
    }
    List<Object> choices = schema.list("enum");
    if (schema.has("enum") && choices.stream().noneMatch(choice -> equal(choice, value))) {
      faults.add("must be one of " + choices);
    }
    if (value instanceof Number number) {
      number(schema, decimal(number), faults);
    } else if (value instanceof String text) {
      text(schema, text, faults);
    } else if (value instanceof List<?> items) {
      items(schema, items, faults);
    } else if (value instanceof JsonObject object) {
      object(schema, object, faults);
    }
    return faults;
  }

  private static void number(JsonObject schema, BigDecimal value, List<String> faults) {
    if (schema.get("minimum") instanceof Number least && value.compareTo(decimal(least)) < 0) {
      faults.add("must be at least " + least);
    }
    if (schema.get("maximum") instanceof Number most && value.compareTo(decimal(most)) > 0) {
      faults.add("must be at most " + most);
    }
    if (schema.get("exclusiveMinimum") instanceof Number bound
        && value.compareTo(decimal(bound)) <= 0) {
      faults.add("must be more than " + bound);
    }
    if (schema.get("exclusiveMaximum") instanceof Number bound
        && value.compareTo(decimal(bound)) >= 0) {
      faults.add("must be less than " + bound);
    }
    if (schema.get("multipleOf") instanceof Number unit
        && decimal(unit).signum() > 0
        && value.remainder(decimal(unit)).signum() != 0) {
      faults.add("must be a multiple of " + unit);
    }
  }

  private static void text(JsonObject schema, String value, List<String> faults) {
    int length = value.codePointCount(0, value.length());
    size(schema, "Length", length, "characters", faults);
    String pattern = schema.text("pattern", "");
    if (!pattern.isEmpty() && !matches(pattern, value)) {
      faults.add("must match " + pattern);
    }
  }

  private static void items(JsonObject schema, List<?> value, List<String> faults) {
    size(schema, "Items", value.size(), "items", faults);
    if (Boolean.TRUE.equals(schema.get("uniqueItems"))) {
      for (int i = 1; i < value.size(); i++) {
        Object item = value.get(i);
        if (value.subList(0, i).stream().anyMatch(before -> equal(before, item))) {
          faults.add("must not have an item twice");
          return;
        }
      }
    }
  }

  private static void object(JsonObject schema, JsonObject value, List<String> faults) {
    size(schema, "Properties", value.size(), "fields", faults);
    for (Object required : schema.list("required")) {
      if (!value.has(String.valueOf(required))) {
        faults.add("must have '" + required + "'");
      }
    }
  }

  private static void size(
      JsonObject schema, String what, int size, String unit, List<String> faults) {
    if (schema.get("min" + what) instanceof Number least && size < least.longValue()) {
      faults.add("must have at least " + least + " " + unit);
    }
    if (schema.get("max" + what) instanceof Number most && size > most.longValue()) {
      faults.add("must have at most " + most + " " + unit);
    }
  }

  /** A pattern that Java does not understand, because it was written for Python, allows all. */
  static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      return true;
    }
  }

  private static boolean isOf(Object type, Object value) {
    return switch (String.valueOf(type)) {
      case "null" -> value == null;
      case "boolean" -> value instanceof Boolean;
      case "string" -> value instanceof String;
      case "array" -> value instanceof List<?>;
      case "object" -> value instanceof JsonObject;
      case "number" -> value instanceof Number;
      case "integer" ->
          value instanceof Number number && decimal(number).stripTrailingZeros().scale() <= 0;
      default -> false;
    };
  }

  private static boolean equal(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return decimal(x).compareTo(decimal(y)) == 0;
    }
    return a == null ? b == null : a.equals(b);
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(number.toString());
  }

  private static List<Object> asList(Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return value == null ? List.of() : List.of(value);
  }
}
