package dev.tidemark.manifest.template;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

/** Python's {@code <} and its kin. */
final class Ordering {
  /** For sorting; refuses values that have no order. */
  static final Comparator<Object> COMPARATOR =
      (a, b) -> {
        Integer order = compare(a, b, "<");
        return order == null ? 0 : order;
      };

  private Ordering() {}

  /** Negative, zero or positive; null where a NaN makes every comparison false. */
  static Integer compare(Object a, Object b, String operator) {
    Undefined.refuse(a);
    Undefined.refuse(b);
    if (Numbers.is(a) && Numbers.is(b)) {
      return Numbers.compare(a, b);
    }
    if (a instanceof String left && b instanceof String right) {
      return compareTexts(left, right);
    }
    if (a instanceof List<?> left
        && b instanceof List<?> right
        && a instanceof Tuple == b instanceof Tuple) {
      return compareLists(left, right, operator);
    }
    return compareTimes(a, b, operator);
  }

  private static Integer compareTimes(Object a, Object b, String operator) {
    if (a instanceof OffsetDateTime left && b instanceof OffsetDateTime right) {
      return left.toInstant().compareTo(right.toInstant());
    }
    if (a instanceof LocalDate left && b instanceof LocalDate right) {
      return left.compareTo(right);
    }
    if (a instanceof IsoDuration left
        && b instanceof IsoDuration right
        && !left.isCalendar()
        && !right.isCalendar()) {
      return left.time().compareTo(right.time());
    }
    throw new TypeTrouble(
        "'"
            + operator
            + "' not supported between instances of '"
            + TypeNames.of(a)
            + "' and '"
            + TypeNames.of(b)
            + "'");
  }

  private static Integer compareLists(List<?> left, List<?> right, String operator) {
    int common = Math.min(left.size(), right.size());
    for (int i = 0; i < common; i++) {
      if (!Equality.equal(left.get(i), right.get(i))) {
        return compare(left.get(i), right.get(i), operator);
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** By code point, which differs from Java's order only beyond the basic plane. */
  private static int compareTexts(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
        return mixed ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
