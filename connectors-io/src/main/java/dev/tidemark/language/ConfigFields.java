package dev.tidemark.language;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.values.Row;

/**
 * The settings that a JSON Schema describes as fields of a row. Where it leaves open what a value
 * is made of, the field is a text that holds JSON.
 */
final class ConfigFields {
  private ConfigFields() {}

  /** The top-level settings, described as they are there. */
  static List<Schema.Field> of(ConfigSpec spec) {
    return fields(spec.schema());
  }

  private static List<Schema.Field> fields(JsonObject schema) {
    List<Object> required = schema.list("required");
    JsonObject properties = schema.object("properties");
    List<Schema.Field> fields = new ArrayList<>();
    for (String name : properties.names()) {
      JsonObject property = properties.object(name);
      String title = property.text("title", "");
      fields.add(
          Schema.Field.of(name, type(property).withNullable(!required.contains(name)))
              .withDescription(property.text("description", title)));
    }
    return fields;
  }

  private static FieldType type(JsonObject schema) {
    return switch (onlyType(schema)) {
      case "integer" -> FieldType.INT64;
      case "number" -> FieldType.DOUBLE;
      case "boolean" -> FieldType.BOOLEAN;
      case "array" -> FieldType.array(type(schema.object("items")));
      case "object" -> FieldType.row(Schema.builder().addFields(fields(schema)).build());
      default -> FieldType.STRING;
    };
  }

  /** The type of all values that a schema allows, or empty if it leaves that open. */
  private static String onlyType(JsonObject schema) {
    List<Object> types =
        schema.get("type") instanceof List<?> list
            ? list.stream().filter(type -> !"null".equals(type)).map(type -> (Object) type).toList()
            : List.of(schema.text("type", ""));
    boolean isOpen =
        types.size() != 1
            || schema.has("oneOf")
            || (types.contains("object")
                && (schema.object("properties") == null
                    || Boolean.TRUE.equals(schema.get("additionalProperties"))))
            || (types.contains("array") && schema.object("items") == null);
    return isOpen ? "" : types.get(0).toString();
  }

  /**
   * The settings that a row holds; those that are null are left out.
   *
   * @throws Problem if a text that stands for more is no JSON
   */
  static JsonObject settings(ConfigSpec spec, Row row) {
    return object(spec.schema(), row);
  }

  private static JsonObject object(JsonObject schema, Row row) {
    JsonObject object = new JsonObject();
    JsonObject properties = schema.object("properties");
    for (String name : properties.names()) {
      Object value = row.getValue(name);
      if (value != null) {
        object.put(name, value(properties.object(name), value, name));
      }
    }
    return object;
  }

  private static Object value(JsonObject schema, Object value, String name) {
    if (value instanceof Row row) {
      return object(schema, row);
    }
    if (value instanceof Collection<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(item -> values.add(value(schema.object("items"), item, name)));
      return values;
    }
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number);
    }
    boolean isText = !(value instanceof String) || allowsText(schema);
    return isText ? value : parsed((String) value, name);
  }

  private static boolean allowsText(JsonObject schema) {
    return schema.get("type") instanceof List<?> types
        ? types.contains("string")
        : List.of("string", "").contains(schema.text("type", ""));
  }

  private static Object parsed(String text, String name) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.config("the setting " + name + " is " + e.getMessage());
    }
  }
}
