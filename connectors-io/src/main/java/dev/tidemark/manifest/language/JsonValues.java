package dev.tidemark.manifest.language;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.template.PythonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Makes JSON values of what templates give: tuples become lists, floats decimals, dates texts. */
public final class JsonValues {
  private JsonValues() {}

  public static Object of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return decimal(((Number) value).doubleValue());
    }
    if (value instanceof Collection<?> items) {
      List<Object> list = new ArrayList<>(items.size());
      items.forEach(item -> list.add(of(item)));
      return list;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((name, item) -> object.put(PythonText.str(name), of(item)));
      return object;
    }
    if (value instanceof JsonObject object) {
      return cleaned(object);
    }
    boolean isJson = value == null || value instanceof Number || value instanceof Boolean;
    return isJson ? value : PythonText.str(value);
  }

  private static JsonObject cleaned(JsonObject object) {
    for (int i = 0; i < object.size(); i++) {
      Object value = object.value(i);
      Object clean = of(value);
      if (clean != value) {
        object.put(object.name(i), clean);
      }
    }
    return object;
  }

  private static Object decimal(double value) {
    String text = PythonText.str(value);
    return Double.isFinite(value) ? new BigDecimal(text) : text;
  }
}
