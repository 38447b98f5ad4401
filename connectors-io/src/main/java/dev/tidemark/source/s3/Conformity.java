package dev.tidemark.source.s3;

import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether records are such as a schema foresees: no other fields, and no wider types. */
final class Conformity {
  /** From the narrowest to the widest. */
  private static final List<String> ORDER =
      List.of("boolean", "integer", "number", "string", "object");

  private static final String ARRAY = "array";

  private final Map<String, String> types = new HashMap<>();

  /**
   * @param schema whose types are without null
   */
  Conformity(JsonObject schema) {
    JsonObject properties = schema.object("properties");
    for (int i = 0; i < properties.size(); i++) {
      types.put(properties.name(i), ((JsonObject) properties.value(i)).text("type", "null"));
    }
  }

  /** Why a record does not conform, or null. */
  String fault(JsonObject record) {
    for (int i = 0; i < record.size(); i++) {
      String declared = types.get(record.name(i));
      if (declared == null) {
        return "column '" + record.name(i) + "' is not in the schema";
      }
      Object value = record.value(i);
      if (value != null && !fits(typeOf(value), declared)) {
        return "column '" + record.name(i) + "' is " + typeOf(value) + " and not " + declared;
      }
    }
    return null;
  }

  private static boolean fits(String type, String declared) {
    boolean isArray = type.equals(ARRAY) || declared.equals(ARRAY);
    return isArray ? type.equals(declared) : ORDER.indexOf(type) <= ORDER.indexOf(declared);
  }

  private static String typeOf(Object value) {
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "integer";
    }
    if (value instanceof BigDecimal) {
      return "number";
    }
    return value instanceof String ? "string" : value instanceof List<?> ? ARRAY : "object";
  }
}
