package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may stand for a Python dict: a {@link JsonObject}, or any map. */
final class Dictionaries {
  private static final Object ABSENT = new Object();

  private Dictionaries() {}

  static boolean is(Object value) {
    return value instanceof JsonObject || value instanceof Map;
  }

  static int size(Object dict) {
    return dict instanceof JsonObject object ? object.size() : ((Map<?, ?>) dict).size();
  }

  static boolean has(Object dict, Object key) {
    return get(dict, key, ABSENT) != ABSENT;
  }

  static Object get(Object dict, Object key, Object fallback) {
    if (dict instanceof JsonObject object) {
      int position = key instanceof String name ? object.layout().indexOf(name) : -1;
      return position < 0 ? fallback : object.value(position);
    }
    return get((Map<?, ?>) dict, key, fallback);
  }

  private static Object get(Map<?, ?> map, Object key, Object fallback) {
    if (key instanceof String) {
      Object value = map.get(key);
      return value != null || map.containsKey(key) ? value : fallback;
    }
    Object wanted = Equality.key(key);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (wanted.equals(Equality.key(entry.getKey()))) {
        return entry.getValue();
      }
    }
    return fallback;
  }

  @SuppressWarnings("unchecked")
  static void put(Object dict, Object key, Object value) {
    if (dict instanceof JsonObject object) {
      object.put(keyText(key), value);
    } else {
      Map<Object, Object> map = (Map<Object, Object>) dict;
      map.put(ownKey(map, key), value);
    }
  }

  static void remove(Object dict, Object key) {
    if (dict instanceof JsonObject object) {
      object.remove(keyText(key));
    } else {
      Map<?, ?> map = (Map<?, ?>) dict;
      map.remove(ownKey(map, key));
    }
  }

  /** The key as the map already holds it: 1, 1.0 and True are one key in Python. */
  private static Object ownKey(Map<?, ?> map, Object key) {
    if (!(key instanceof String)) {
      Object wanted = Equality.key(key);
      for (Object own : map.keySet()) {
        if (wanted.equals(Equality.key(own))) {
          return own;
        }
      }
    }
    return key;
  }

  static List<Object> keys(Object dict) {
    return dict instanceof JsonObject object
        ? new ArrayList<>(object.names())
        : new ArrayList<>(((Map<?, ?>) dict).keySet());
  }

  static List<Object> values(Object dict) {
    if (!(dict instanceof JsonObject object)) {
      return new ArrayList<>(((Map<?, ?>) dict).values());
    }
    List<Object> values = new ArrayList<>(object.size());
    for (int i = 0; i < object.size(); i++) {
      values.add(object.value(i));
    }
    return values;
  }

  /** Pairs of key and value. */
  static List<Object> items(Object dict) {
    List<Object> keys = keys(dict);
    List<Object> values = values(dict);
    List<Object> items = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      items.add(Tuple.of(keys.get(i), values.get(i)));
    }
    return items;
  }

  static void clear(Object dict) {
    keys(dict).forEach(key -> remove(dict, key));
  }

  /** A new dict: a JSON object if all keys are texts, else a map that keeps their types. */
  static Object of(List<Object> keys, List<Object> values) {
    if (keys.stream().allMatch(String.class::isInstance)) {
      JsonObject object = new JsonObject();
      for (int i = 0; i < keys.size(); i++) {
        object.put((String) keys.get(i), values.get(i));
      }
      return object;
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    Map<Object, Object> own = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Object key = keys.get(i);
      Object first = own.putIfAbsent(Equality.key(key), key);
      boolean repeated = own.size() == map.size();
      map.put(repeated ? first : key, values.get(i));
    }
    return map;
  }

  static Object copy(Object dict) {
    return of(keys(dict), values(dict));
  }

  /** A key as JSON text has it. */
  static String keyText(Object key) {
    if (key instanceof String name) {
      return name;
    }
    if (key == null) {
      return "null";
    }
    return key instanceof Boolean ? key.toString() : PythonText.str(key);
  }
}
