package dev.tidemark.source.s3;

import dev.tidemark.file.schema.Schemas;
import dev.tidemark.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether records are such as a schema foresees: no other fields, and no wider types. */
final class Conformity {
  private static final String ARRAY = "array";

  private final Map<String, JsonObject> types = new HashMap<>();

  /**
   * @param schema whose types are without null
   */
  Conformity(JsonObject schema) {
    JsonObject properties = schema.object("properties");
    for (int i = 0; i < properties.size(); i++) {
      types.put(properties.name(i), (JsonObject) properties.value(i));
    }
  }

  /** Why a record does not conform, or null. */
  String fault(JsonObject record) {
    for (int i = 0; i < record.size(); i++) {
      JsonObject declared = types.get(record.name(i));
      if (declared == null) {
        return "column '" + record.name(i) + "' is not in the schema";
      }
      Object value = record.value(i);
      if (!fits(value, declared)) {
        String type = Schemas.typeOf(value);
        return "column '" + record.name(i) + "' is " + type + " and not " + name(declared);
      }
    }
    return null;
  }

  /** Null is of every type; an array fits if all that is in it does. */
  private static boolean fits(Object value, JsonObject declared) {
    String type = declared.text("type", "null");
    if (value instanceof List<?> list) {
      JsonObject items = declared.object("items");
      return type.equals(ARRAY)
          && (items == null || list.stream().allMatch(item -> fits(item, items)));
    }
    return value == null
        || Schemas.ORDER.indexOf(Schemas.typeOf(value)) <= Schemas.ORDER.indexOf(type);
  }

  private static String name(JsonObject declared) {
    JsonObject items = declared.object("items");
    return declared.text("type", "null") + (items == null ? "" : " of " + name(items));
  }
}
