package dev.tidemark.manifest.selection;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.Truth;
import dev.tidemark.manifest.transform.Transformation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Converts the values of records to the types that the schema names; what can't be stays. */
final class SchemaNormalization implements Transformation {
  private static final Set<String> SCALARS =
      Set.of("string", "number", "integer", "boolean", "null");
  private static final Set<String> YES = Set.of("y", "yes", "t", "true", "on", "1");
  private static final Set<String> NO = Set.of("n", "no", "f", "false", "off", "0");

  private final JsonObject schema;

  SchemaNormalization(JsonObject schema) {
    this.schema = schema;
  }

  @Override
  public void apply(JsonObject record, Scope scope) {
    descend(record, schema);
  }

  private static void descend(Object value, JsonObject schema) {
    JsonObject properties = schema.object("properties");
    if (value instanceof JsonObject object && properties != null) {
      for (int i = 0; i < object.size(); i++) {
        JsonObject property = properties.object(object.name(i));
        if (property != null) {
          object.put(object.name(i), normalized(object.value(i), property));
        }
      }
    }
    JsonObject items = schema.object("items");
    if (value instanceof List<?> && items != null) {
      @SuppressWarnings("unchecked")
      List<Object> list = (List<Object>) value;
      list.replaceAll(item -> normalized(item, items));
    }
  }

  private static Object normalized(Object value, JsonObject schema) {
    Object converted = converted(value, schema);
    descend(converted, schema);
    return converted;
  }

  private static Object converted(Object value, JsonObject schema) {
    List<String> types = types(schema);
    if (value == null && types.contains("null")) {
      return null;
    }
    List<String> others = types.stream().filter(type -> !type.equals("null")).toList();
    if (others.size() != 1) {
      return value;
    }
    return switch (others.get(0)) {
      case "string" -> PythonText.str(value);
      case "number" -> number(value);
      case "integer" -> integer(value);
      case "boolean" -> flag(value);
      case "array" -> array(value, schema);
      default -> value;
    };
  }

  private static List<String> types(JsonObject schema) {
    Object type = schema.get("type");
    if (type instanceof List<?> list) {
      return list.stream().map(Objects::toString).toList();
    }
    return type == null ? List.of() : List.of(type.toString());
  }

  private static Object number(Object value) {
    if (value instanceof BigDecimal || !(isNumber(value) || value instanceof String)) {
      return value;
    }
    BigDecimal number = decimal(value);
    return number == null ? value : number.setScale(Math.max(1, number.scale()));
  }

  private static Object integer(Object value) {
    if (value instanceof String text) {
      return text.strip().matches("[-+]?[0-9]+") ? whole(new BigInteger(text.strip())) : value;
    }
    BigDecimal number = isNumber(value) ? decimal(value) : null;
    return number == null ? value : whole(number.toBigInteger());
  }

  private static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  /** In Python a boolean is a number too. */
  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      return new BigDecimal(value.toString().strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Object flag(Object value) {
    if (!(value instanceof String text)) {
      return Truth.of(value);
    }
    String word = text.toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return true;
    }
    return NO.contains(word) ? (Object) false : value;
  }

  private static Object array(Object value, JsonObject schema) {
    JsonObject items = schema.object("items");
    boolean ofScalars = items == null || SCALARS.containsAll(types(items));
    if (!ofScalars || !(isNumber(value) || value instanceof String)) {
      return value;
    }
    List<Object> list = new ArrayList<>();
    list.add(value);
    return list;
  }
}
