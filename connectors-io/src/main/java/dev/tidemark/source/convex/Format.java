package dev.tidemark.source.convex;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.response.Undecodable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * How the values of documents become JSON. Whatever the format, bytes end up as base64 text and
 * float64 as numbers, or as the texts NaN, Infinity and -Infinity; int64 as numbers, but as text
 * with {@link #JSON}, where they can't be told from texts.
 */
enum Format {
  JSON("json"),
  ENCODED("convex_encoded_json"),
  EXPORT("export_json");

  private static final String INTEGER_MEMBER = "$integer";
  private static final String FLOAT_MEMBER = "$float";
  private static final String BYTES_MEMBER = "$bytes";

  private final String word;

  Format(String word) {
    this.word = word;
  }

  static Format named(String word) {
    for (Format format : values()) {
      if (format.word.equals(word)) {
        return format;
      }
    }
    throw new IllegalArgumentException("no format " + word);
  }

  /** What requests call it. */
  String word() {
    return word;
  }

  /** Undoes the encodings of a document, in place. */
  void decode(JsonObject document) throws Undecodable {
    if (this != JSON) {
      members(document);
    }
  }

  private static void members(JsonObject object) throws Undecodable {
    for (int i = 0; i < object.size(); i++) {
      Object value = object.value(i);
      Object decoded = value(value);
      if (decoded != value) {
        object.put(object.name(i), decoded);
      }
    }
  }

  private static Object value(Object value) throws Undecodable {
    if (value instanceof JsonObject object) {
      // No field's name begins with a dollar sign.
      if (object.size() == 1 && object.name(0).startsWith("$")) {
        return encoded(object);
      }
      members(object);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      List<Object> decoded = new ArrayList<>(list.size());
      for (Object item : list) {
        decoded.add(value(item));
      }
      return decoded;
    }
    return value;
  }

  private static Object encoded(JsonObject object) throws Undecodable {
    return switch (object.name(0)) {
      case INTEGER_MEMBER -> bits(object);
      case FLOAT_MEMBER -> real(Double.longBitsToDouble(bits(object)));
      case BYTES_MEMBER -> object.value(0);
      default -> throw new Undecodable("a value of an unknown encoding, " + object.name(0));
    };
  }

  private static long bits(JsonObject encoded) throws Undecodable {
    try {
      byte[] bytes = Base64.getDecoder().decode(String.valueOf(encoded.value(0)));
      if (bytes.length == Long.BYTES) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
      }
    } catch (IllegalArgumentException e) {
      throw new Undecodable("a value of " + encoded.name(0) + " that is not base64");
    }
    throw new Undecodable("a value of " + encoded.name(0) + " that is not 8 bytes");
  }

  private static Object real(double number) {
    return Double.isNaN(number)
        ? "NaN"
        : Double.isInfinite(number)
            ? (number > 0 ? "Infinity" : "-Infinity")
            : BigDecimal.valueOf(number);
  }

  /** The schema of what {@link #decode} leaves of values of this schema. */
  JsonObject schema(JsonObject told) {
    JsonObject members = told.object("properties");
    String description = told.text("$description", "");
    if (description.equals("float64") || has(members, FLOAT_MEMBER)) {
      return real();
    }
    if (has(members, INTEGER_MEMBER) || (this == EXPORT && description.equals("int64"))) {
      return JsonObject.of("type", "integer");
    }
    if (has(members, BYTES_MEMBER)) {
      return JsonObject.of("type", "string", "contentEncoding", "base64");
    }
    return "number".equals(told.get("type")) ? real() : inside(told);
  }

  private static boolean has(JsonObject members, String name) {
    return members != null && members.has(name);
  }

  private static JsonObject real() {
    return JsonObject.of("type", "number", "format", "double");
  }

  private JsonObject inside(JsonObject told) {
    JsonObject schema = told.copy();
    if (told.object("properties") != null) {
      schema.put("properties", all(told.object("properties")));
    }
    if (told.object("items") != null) {
      schema.put("items", schema(told.object("items")));
    }
    if (!told.list("anyOf").isEmpty()) {
      schema.put("anyOf", told.list("anyOf").stream().map(this::variant).toList());
    }
    return schema;
  }

  private Object variant(Object told) {
    return told instanceof JsonObject object ? schema(object) : told;
  }

  private JsonObject all(JsonObject told) {
    JsonObject schemas = new JsonObject();
    told.names().forEach(name -> schemas.put(name, variant(told.get(name))));
    return schemas;
  }
}
