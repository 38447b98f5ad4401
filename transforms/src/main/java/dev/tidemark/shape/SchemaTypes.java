package dev.tidemark.shape;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.TableSchema;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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

  /**
   * The same with the fields of objects in the place of these, as a {@link Shaper#taking} shaper
   * has them. An object whose fields the schema does not name stays a value.
   *
   * @param nested what becomes of objects
   * @param wanted which fields of the record to name
   * @param whole fields of the record that stay values
   */
  public static Map<String, ColumnType> flat(
      JsonObject recordSchema, Nested nested, Predicate<String> wanted, Collection<String> whole) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    of(recordSchema)
        .forEach(
            (field, type) -> {
              if (wanted.test(field)) {
                Nested how = whole.contains(field) ? Nested.JSON : nested;
                flatten(field, type, property(recordSchema, field), how, Nested.DEPTH, types);
              }
            });
    return types;
  }

  private static void flatten(
      String path,
      ColumnType type,
      JsonObject schema,
      Nested nested,
      int depth,
      Map<String, ColumnType> types) {
    boolean isList = nested == Nested.TABLES && isOnly("array", schema);
    JsonObject object = isList ? schema.object("items") : schema;
    boolean isOpened = nested != Nested.JSON && depth > 0 && isOnly("object", object);
    Map<String, ColumnType> fields = isOpened ? of(object) : Map.of();
    String prefix = path + (isList ? TableSchema.IN_LIST : ".");
    fields.forEach(
        (field, inner) ->
            flatten(prefix + field, inner, property(object, field), nested, depth - 1, types));
    if (fields.isEmpty()) {
      types.putIfAbsent(path, type);
    }
  }

  private static JsonObject property(JsonObject schema, String field) {
    return schema.object("properties").object(field);
  }

  /** Whether nothing but values of a type, and null, are allowed; or nothing is said of types. */
  private static boolean isOnly(String type, JsonObject schema) {
    if (schema == null || schema.has("oneOf") || schema.has("anyOf")) {
      return false;
    }
    List<Object> types =
        schema.get("type") instanceof String name ? List.of(name) : schema.list("type");
    return types.isEmpty()
        ? schema.has(type.equals("array") ? "items" : "properties")
        : types.stream().allMatch(name -> name.equals(type) || name.equals("null"));
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
