package dev.tidemark.simulator.convex;

import dev.tidemark.simulator.record.Tree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What values have been seen in one place, and the JSON Schema that says so. */
final class Shape {
  private enum Kind {
    NULL,
    INT64,
    FLOAT64,
    /** A float64 that is no JSON number. */
    SPECIAL,
    BOOLEAN,
    STRING,
    BYTES,
    ARRAY,
    OBJECT
  }

  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final Map<String, Shape> fields = new TreeMap<>();
  private final Map<String, Integer> present = new TreeMap<>();
  private int objects;
  private Shape items;

  void add(Object value) {
    Kind kind = kind(value);
    kinds.add(kind);
    if (value instanceof Map<?, ?> map) {
      objects++;
      map.forEach(
          (name, member) -> {
            fields.computeIfAbsent((String) name, n -> new Shape()).add(member);
            present.merge((String) name, 1, Integer::sum);
          });
    }
    if (value instanceof List<?> list) {
      items = items == null ? new Shape() : items;
      list.forEach(items::add);
    }
  }

  private static Kind kind(Object value) {
    if (value == null) {
      return Kind.NULL;
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? Kind.FLOAT64 : Kind.SPECIAL;
    }
    return value instanceof Long
        ? Kind.INT64
        : value instanceof Boolean
            ? Kind.BOOLEAN
            : value instanceof String
                ? Kind.STRING
                : value instanceof byte[]
                    ? Kind.BYTES
                    : value instanceof List ? Kind.ARRAY : Kind.OBJECT;
  }

  /** The schema of a table's documents, as it is told beside the fields of the log. */
  Map<String, Object> table(Format format, boolean withChanges) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("_creationTime", Tree.object("type", "number"));
    properties.put("_id", id());
    fields.forEach((name, shape) -> properties.put(name, shape.schema(format)));
    if (withChanges) {
      properties.put("_table", Tree.object("type", "string"));
      properties.put("_component", Tree.object("type", "string"));
      properties.put("_ts", Tree.object("type", "integer"));
      properties.put("_deleted", Tree.object("type", "boolean"));
    }
    List<Object> required = new ArrayList<>(List.of("_creationTime", "_id"));
    required.addAll(required());
    return Tree.object(
        "$schema",
        "http://json-schema.org/draft-07/schema#",
        "type",
        "object",
        "properties",
        properties,
        "additionalProperties",
        false,
        "required",
        required);
  }

  private Map<String, Object> schema(Format format) {
    List<Object> variants = new ArrayList<>();
    boolean special = kinds.contains(Kind.SPECIAL);
    for (Kind kind : kinds) {
      if (kind != Kind.SPECIAL || !kinds.contains(Kind.FLOAT64)) {
        variants.add(schema(kind, special, format));
      }
    }
    return variants.isEmpty()
        ? Map.of()
        : variants.size() == 1 ? object(variants.get(0)) : Tree.object("anyOf", variants);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object schema) {
    return (Map<String, Object>) schema;
  }

  private Object schema(Kind kind, boolean special, Format format) {
    return switch (kind) {
      case NULL -> Tree.object("type", "null");
      case BOOLEAN -> Tree.object("type", "boolean");
      case STRING -> Tree.object("type", "string");
      case INT64 -> int64(format);
      case FLOAT64, SPECIAL -> special ? float64(format) : Tree.object("type", "number");
      case BYTES -> bytes(format);
      case ARRAY ->
          Tree.object("type", "array", "items", items == null ? Map.of() : items.schema(format));
      case OBJECT -> nested(format);
    };
  }

  private static Object int64(Format format) {
    return switch (format) {
      case JSON ->
          Tree.object("$description", "int64 represented as base10 string", "type", "string");
      case ENCODED -> encoded("int64", "$integer");
      case EXPORT -> Tree.object("$description", "int64", "type", "number");
    };
  }

  private static Object float64(Format format) {
    Object other =
        format == Format.JSON
            ? Tree.object("type", "string", "$description", "-inf, inf, or NaN")
            : encoded("-inf, inf, or NaN", "$float");
    return Tree.object(
        "$description", "float64", "anyOf", Tree.array(Tree.object("type", "number"), other));
  }

  private static Object bytes(Format format) {
    return format == Format.JSON
        ? Tree.object("$description", "base64 bytes", "type", "string")
        : encoded("base64 bytes", "$bytes");
  }

  private static Object encoded(String description, String member) {
    return Tree.object(
        "$description",
        description,
        "type",
        "object",
        "properties",
        Tree.object(member, Tree.object("type", "string")));
  }

  private static Object id() {
    return Tree.object("type", "string", "$description", "Id of a document");
  }

  private Object nested(Format format) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.forEach((name, shape) -> properties.put(name, shape.schema(format)));
    return Tree.object(
        "type",
        "object",
        "properties",
        properties,
        "additionalProperties",
        false,
        "required",
        required());
  }

  private List<String> required() {
    return fields.keySet().stream().filter(name -> present.get(name) == objects).toList();
  }
}
