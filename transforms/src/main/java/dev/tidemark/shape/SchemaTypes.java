package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Column types from JSON Schema. */
public final class SchemaTypes {
  private SchemaTypes() {}

  /** Type of each field that the schema of a record names, in its order. */
  public static Map<String, ColumnType> of(JsonObject recordSchema) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    JsonObject properties = recordSchema.object("properties");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      types.put(
          properties.name(i),
          properties.value(i) instanceof JsonObject schema ? type(schema) : ColumnType.JSON);
    }
    return types;
  }

  static ColumnType type(JsonObject schema) {
    Set<ColumnType> types = EnumSet.noneOf(ColumnType.class);
    collect(schema, types);
    if (types.isEmpty() || types.contains(ColumnType.JSON)) {
      return ColumnType.JSON;
    }
    if (types.size() == 1) {
      return types.iterator().next();
    }
    for (ColumnType number : List.of(ColumnType.DECIMAL, ColumnType.DOUBLE)) {
      if (types.equals(EnumSet.of(ColumnType.INTEGER, number))) {
        return number;
      }
    }
    return ColumnType.TEXT;
  }

  /** Types of everything that the schema allows; null says nothing. */
  private static void collect(JsonObject schema, Set<ColumnType> types) {
    Object type = schema.get("type");
    if (type instanceof String name) {
      add(name, schema, types);
    }
    schema.list("type").forEach(name -> add(String.valueOf(name), schema, types));
    for (String union : List.of("oneOf", "anyOf")) {
      for (Object member : schema.list(union)) {
        if (member instanceof JsonObject memberSchema) {
          collect(memberSchema, types);
        }
      }
    }
  }

  private static void add(String type, JsonObject schema, Set<ColumnType> types) {
    if (!type.equals("null")) {
      types.add(named(type, schema));
    }
  }

  private static ColumnType named(String type, JsonObject schema) {
    return switch (type) {
      case "string" -> string(schema);
      case "integer" -> integer(schema);
      case "number" -> number(schema);
      case "boolean" -> ColumnType.BOOLEAN;
      default -> ColumnType.JSON;
    };
  }

  private static ColumnType string(JsonObject schema) {
    String airbyte = schema.text("airbyte_type", "");
    return switch (schema.text("format", "")) {
      case "date" -> ColumnType.DATE;
      case "time" -> airbyte.equals("time_with_timezone") ? ColumnType.TEXT : ColumnType.TIME;
      case "date-time" ->
          airbyte.equals("timestamp_without_timezone")
              ? ColumnType.TIMESTAMP
              : ColumnType.TIMESTAMP_TZ;
      default -> ColumnType.TEXT;
    };
  }

  private static ColumnType integer(JsonObject schema) {
    return schema.text("airbyte_type", "").equals("big_integer")
        ? ColumnType.BIG_INTEGER
        : ColumnType.INTEGER;
  }

  private static ColumnType number(JsonObject schema) {
    if (schema.text("airbyte_type", "").equals("integer")) {
      return ColumnType.INTEGER;
    }
    return switch (schema.text("format", "")) {
      case "double", "float" -> ColumnType.DOUBLE;
      default -> ColumnType.DECIMAL;
    };
  }
}
