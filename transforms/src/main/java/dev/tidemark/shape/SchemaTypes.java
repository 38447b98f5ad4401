package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
    Set<String> types = new TreeSet<>();
    collect(schema, types);
    types.remove("null");
    if (types.isEmpty() || types.contains("object") || types.contains("array")) {
      return ColumnType.JSON;
    }
    if (types.equals(Set.of("integer", "number"))) {
      return number(schema);
    }
    if (types.size() > 1) {
      return ColumnType.TEXT;
    }
    return switch (types.iterator().next()) {
      case "string" -> string(schema);
      case "integer" -> integer(schema);
      case "number" -> number(schema);
      case "boolean" -> ColumnType.BOOLEAN;
      default -> ColumnType.JSON;
    };
  }

  private static void collect(JsonObject schema, Set<String> types) {
    Object type = schema.get("type");
    if (type instanceof String single) {
      types.add(single);
    } else if (type instanceof List<?> several) {
      several.forEach(one -> types.add(String.valueOf(one)));
    }
    for (String union : List.of("oneOf", "anyOf")) {
      for (Object member : schema.list(union)) {
        if (member instanceof JsonObject memberSchema) {
          collect(memberSchema, types);
        }
      }
    }
  }

  private static ColumnType string(JsonObject schema) {
    String airbyte = schema.text("airbyte_type", "");
    return switch (schema.text("format", "")) {
      case "date" -> ColumnType.DATE;
      case "time" -> ColumnType.TIME;
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
