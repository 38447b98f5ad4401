package dev.tidemark.manifest.conformance;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Writes values so that equal ones have equal texts; 1 and 1.0 are not equal. */
final class Canonical {
  private Canonical() {}

  static String text(Object value) {
    return Json.writeCanonical(plain(value));
  }

  /** A value of a case as the JSON that a server would send: numbers keep their digits. */
  static String json(Object value) {
    return Json.write(JsonObject.copyOf(Collections.singletonMap("it", value)).get("it"));
  }

  static List<String> texts(List<?> values) {
    return values.stream().map(Canonical::text).toList();
  }

  private static Object plain(Object value) {
    if (value instanceof BigDecimal number) {
      BigDecimal bare = number.stripTrailingZeros();
      return bare.scale() < 1 ? bare.setScale(1) : bare;
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((name, item) -> object.put((String) name, plain(item)));
      return object;
    }
    if (value instanceof JsonObject given) {
      JsonObject object = new JsonObject();
      given.names().forEach(name -> object.put(name, plain(given.get(name))));
      return object;
    }
    return value;
  }
}
