package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Turns values of the engine into JSON values of their own, so that nobody shares a list. */
final class Outward {
  /** The value, or something in it, is none that a literal can write. */
  static final Object NOT_PLAIN = new Object();

  private Outward() {}

  /** Tuples become lists and finite floats decimals; lists and dicts are copied. */
  static Object of(Object value) {
    return of(value, 0);
  }

  private static Object of(Object value, int depth) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Double real) {
      return real.isNaN() || real.isInfinite() ? NOT_PLAIN : Numbers.decimal(real);
    }
    if (Numbers.is(value)) {
      return value instanceof Integer whole ? (Object) whole.longValue() : value;
    }
    if (value instanceof List<?> list) {
      return list(list, Limits.depth(depth + 1));
    }
    return Dictionaries.is(value) ? dict(value, Limits.depth(depth + 1)) : NOT_PLAIN;
  }

  private static Object list(List<?> list, int depth) {
    List<Object> copy = new ArrayList<>(list.size());
    for (Object item : list) {
      Object plain = of(item, depth);
      if (plain == NOT_PLAIN) {
        return NOT_PLAIN;
      }
      copy.add(plain);
    }
    return copy;
  }

  private static Object dict(Object dict, int depth) {
    JsonObject copy = new JsonObject();
    for (Object key : Dictionaries.keys(dict)) {
      Object plain = of(Dictionaries.get(dict, key, null), depth);
      if (plain == NOT_PLAIN || of(key, depth) == NOT_PLAIN) {
        return NOT_PLAIN;
      }
      copy.put(Dictionaries.keyText(key), plain);
    }
    return copy;
  }
}
