package dev.tidemark.manifest.path;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Objects and lists seen alike: the keys of a list are its indexes in digits. */
public final class Containers {
  private Containers() {}

  public static boolean is(Object value) {
    return value instanceof JsonObject || value instanceof List<?>;
  }

  /** The value under a key, or {@link FieldPath#ABSENT}. */
  public static Object get(Object container, String key) {
    if (container instanceof JsonObject object) {
      return object.has(key) ? object.get(key) : FieldPath.ABSENT;
    }
    int index = container instanceof List<?> list ? index(key, list.size()) : -1;
    return index < 0 ? FieldPath.ABSENT : ((List<?>) container).get(index);
  }

  public static List<String> keys(Object container) {
    List<String> keys = new ArrayList<>();
    forEach(container, (key, value) -> keys.add(key));
    return keys;
  }

  static void forEach(Object container, BiConsumer<String, Object> visitor) {
    if (container instanceof JsonObject object) {
      for (int i = 0; i < object.size(); i++) {
        visitor.accept(object.name(i), object.value(i));
      }
    } else if (container instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        visitor.accept(Integer.toString(i), list.get(i));
      }
    }
  }

  /** Replaces the value under a key that is there. */
  @SuppressWarnings("unchecked")
  static void set(Object container, String key, Object value) {
    if (container instanceof JsonObject object) {
      object.put(key, value);
    } else {
      ((List<Object>) container).set(Integer.parseInt(key), value);
    }
  }

  @SuppressWarnings("unchecked")
  public static void remove(Object container, String key) {
    if (container instanceof JsonObject object) {
      object.remove(key);
      return;
    }
    List<Object> list = (List<Object>) container;
    int index = index(key, list.size());
    if (index >= 0 && index == list.size() - 1) {
      list.remove(index);
    } else if (index >= 0) {
      list.set(index, null);
    }
  }

  private static int index(String key, int size) {
    boolean isIndex =
        !key.isEmpty() && key.length() < 10 && key.chars().allMatch(Character::isDigit);
    int index = isIndex ? Integer.parseInt(key) : -1;
    return index < size ? index : -1;
  }
}
