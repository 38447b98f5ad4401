package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;

/** Python's {@code ==}, and keys under which equal values meet. */
final class Equality {
  private static final Object NULL_KEY = new Object();

  private Equality() {}

  static boolean equal(Object a, Object b) {
    return equal(a, b, 0);
  }

  private static boolean equal(Object a, Object b, int depth) {
    if (a == b) {
      return true;
    }
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof String || b instanceof String) {
      return a.equals(b);
    }
    if (Numbers.is(a) && Numbers.is(b)) {
      Integer order = Numbers.compare(a, b);
      return order != null && order == 0;
    }
    return equalObjects(a, b, Limits.depth(depth + 1));
  }

  private static boolean equalObjects(Object a, Object b, int depth) {
    if (a instanceof List<?> left && b instanceof List<?> right) {
      return a instanceof Tuple == b instanceof Tuple && equalLists(left, right, depth);
    }
    if (Dictionaries.is(a) && Dictionaries.is(b)) {
      return equalDicts(a, b, depth);
    }
    if (a instanceof OffsetDateTime left && b instanceof OffsetDateTime right) {
      return left.isEqual(right);
    }
    return a instanceof Undefined ? b instanceof Undefined : a.equals(b);
  }

  private static boolean equalLists(List<?> left, List<?> right, int depth) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i), depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalDicts(Object left, Object right, int depth) {
    if (Dictionaries.size(left) != Dictionaries.size(right)) {
      return false;
    }
    for (Object key : Dictionaries.keys(left)) {
      if (!Dictionaries.has(right, key)
          || !equal(Dictionaries.get(left, key, null), Dictionaries.get(right, key, null), depth)) {
        return false;
      }
    }
    return true;
  }

  /** A key for hash maps: equal for equal values; refuses what Python cannot hash. */
  static Object key(Object value) {
    if (value instanceof String) {
      return value;
    }
    if (value == null) {
      return NULL_KEY;
    }
    if (Numbers.is(value)) {
      return numberKey(value);
    }
    if (value instanceof Tuple tuple) {
      return tuple.stream().map(Equality::key).collect(Collectors.toList());
    }
    if (value instanceof List || Dictionaries.is(value)) {
      throw new TypeTrouble("unhashable type: '" + TypeNames.of(value) + "'");
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return value instanceof Undefined ? Undefined.class : value;
  }

  private static Object numberKey(Object number) {
    if (Numbers.isWhole(number)) {
      return new BigDecimal(Numbers.big(number)).stripTrailingZeros();
    }
    double real = Numbers.real(number);
    return Double.isNaN(real) || Double.isInfinite(real)
        ? (Object) real
        : new BigDecimal(real).stripTrailingZeros();
  }
}
