package dev.tidemark.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON object whose fields keep their order.
 *
 * <p>Values are {@code null}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link
 * java.math.BigDecimal}, {@link String}, {@code List<Object>} or {@link JsonObject}; a number keeps
 * the digits that it was written with. It may be changed only by the one thread that is making the
 * page it belongs to; once in a batch it is left alone.
 */
public final class JsonObject {
  private Layout layout;
  private Object[] values;
  private List<String> repeatedNames = List.of();

  public JsonObject() {
    this(Layout.empty(), new Object[8]);
  }

  /** An object without fields that shares layouts with others of the same root; see there. */
  public JsonObject(Layout root) {
    this(root, new Object[16]);
  }

  /**
   * An object with values at the positions of a layout.
   *
   * @param values kept, not copied; there may be room for more
   */
  public JsonObject(Layout layout, Object[] values) {
    this.layout = layout;
    this.values = values;
  }

  /** An object of alternating names and values, in that order. */
  public static JsonObject of(Object... namesAndValues) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  /** A copy of a map of JSON values; nested maps and lists are copied too. */
  public static JsonObject copyOf(Map<String, ?> map) {
    Layout layout = Layout.of(Layout.empty(), new ArrayList<>(map.keySet()));
    return new JsonObject(layout, map.values().stream().map(JsonObject::copyValue).toArray());
  }

  /** A deep copy, so that the original may go on being changed. */
  public JsonObject copy() {
    Object[] copied = Arrays.copyOf(values, size());
    Arrays.setAll(copied, i -> copyValue(copied[i]));
    JsonObject copy = new JsonObject(layout.alone(), copied);
    copy.repeatedNames = repeatedNames;
    return copy;
  }

  public Layout layout() {
    return layout;
  }

  public int size() {
    return layout.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public String name(int position) {
    return layout.name(position);
  }

  public Object value(int position) {
    return values[position];
  }

  public List<String> names() {
    List<String> names = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      names.add(layout.name(i));
    }
    return names;
  }

  public boolean has(String name) {
    return layout.indexOf(name) >= 0;
  }

  /** The value, or null where the field is missing or null. */
  public Object get(String name) {
    int position = layout.indexOf(name);
    return position < 0 ? null : values[position];
  }

  /** The text of the field, JSON if it is none; {@code fallback} where it is missing or null. */
  public String text(String name, String fallback) {
    Object value = get(name);
    return value == null ? fallback : value instanceof String text ? text : Json.write(value);
  }

  /** The object in the field, or null where there is none. */
  public JsonObject object(String name) {
    return get(name) instanceof JsonObject object ? object : null;
  }

  /** The list in the field, empty where there is none. */
  @SuppressWarnings("unchecked")
  public List<Object> list(String name) {
    return get(name) instanceof List<?> list ? (List<Object>) list : List.of();
  }

  /** Sets a field, at its old place if it has one, else at the end. */
  public JsonObject put(String name, Object value) {
    int position = layout.child(name) == null ? layout.indexOf(name) : -1;
    if (position < 0) {
      position = layout.size();
      layout = layout.plus(name);
      if (position == values.length) {
        values = Arrays.copyOf(values, position * 2 + 8);
      }
    }
    values[position] = value;
    return this;
  }

  /** Removes a field; one that isn't there is no error. */
  public void remove(String name) {
    int gone = layout.indexOf(name);
    if (gone < 0) {
      return;
    }
    System.arraycopy(values, gone + 1, values, gone, size() - gone - 1);
    layout = layout.minus(gone);
    values[size()] = null;
  }

  /** Names that stood more than once in the text; the last value of each was kept. */
  public List<String> repeatedNames() {
    return repeatedNames;
  }

  /** Says of an object that was made from another form of itself what that one knew. */
  public void noteRepeated(List<String> names) {
    repeatedNames = List.copyOf(names);
  }

  /** Equal when the same names hold equal values, in whatever order. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof JsonObject that) || that.size() != size()) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      String name = layout.name(i);
      if (!that.has(name) || !Objects.equals(values[i], that.get(name))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += layout.name(i).hashCode() ^ Objects.hashCode(values[i]);
    }
    return sum;
  }

  /** Compact JSON text. */
  @Override
  public String toString() {
    return Json.write(this);
  }

  @SuppressWarnings("unchecked")
  private static Object copyValue(Object value) {
    if (value instanceof JsonObject object) {
      return object.copy();
    }
    if (value instanceof Map<?, ?> map) {
      return copyOf((Map<String, ?>) map);
    }
    if (value instanceof Collection<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(item -> copy.add(copyValue(item)));
      return copy;
    }
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }
}
