package dev.tidemark.manifest.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's arithmetic operators on every type that has them. */
final class Arithmetic {
  private Arithmetic() {}

  static Object add(Object a, Object b) {
    refuseUndefined(a, b);
    if (Numbers.is(a) && Numbers.is(b)) {
      return Calculation.add(a, b);
    }
    if (a instanceof String left && b instanceof String right) {
      Limits.characters((long) left.length() + right.length());
      return left.concat(right);
    }
    if (a instanceof List<?> left && b instanceof List<?> right && sameSequence(left, right)) {
      return join(left, right);
    }
    return TimeArithmetic.add(a, b);
  }

  static Object subtract(Object a, Object b) {
    refuseUndefined(a, b);
    return Numbers.is(a) && Numbers.is(b)
        ? Calculation.subtract(a, b)
        : TimeArithmetic.subtract(a, b);
  }

  static Object multiply(Object a, Object b) {
    refuseUndefined(a, b);
    if (Numbers.is(a) && Numbers.is(b)) {
      return Calculation.multiply(a, b);
    }
    if (Numbers.isWhole(b) && repeatable(a)) {
      return repeat(a, b);
    }
    return Numbers.isWhole(a) && repeatable(b) ? repeat(b, a) : TimeArithmetic.multiply(a, b);
  }

  static Object divide(Object a, Object b) {
    refuseUndefined(a, b);
    return Numbers.is(a) && Numbers.is(b) ? Calculation.divide(a, b) : TimeArithmetic.divide(a, b);
  }

  static Object floorDivide(Object a, Object b) {
    refuseUndefined(a, b);
    requireNumbers(a, b, "//");
    return Calculation.floorDivide(a, b);
  }

  static Object modulo(Object a, Object b) {
    if (a instanceof String format) {
      return PercentFormat.apply(format, b);
    }
    refuseUndefined(a, b);
    requireNumbers(a, b, "%");
    return Calculation.modulo(a, b);
  }

  static Object power(Object a, Object b) {
    refuseUndefined(a, b);
    requireNumbers(a, b, "**");
    return Calculation.power(a, b);
  }

  static Object negate(Object value) {
    Undefined.refuse(value);
    if (value instanceof IsoDuration duration) {
      return duration.negated();
    }
    if (!Numbers.is(value)) {
      throw new TypeTrouble("bad operand type for unary -: '" + TypeNames.of(value) + "'");
    }
    return Numbers.isWhole(value)
        ? Calculation.subtract(0L, value)
        : (Object) (-Numbers.real(value));
  }

  static Object positive(Object value) {
    Undefined.refuse(value);
    if (!Numbers.is(value) && !(value instanceof IsoDuration)) {
      throw new TypeTrouble("bad operand type for unary +: '" + TypeNames.of(value) + "'");
    }
    return value instanceof Boolean ? (Object) Numbers.small(value) : value;
  }

  static TypeTrouble unsupported(Object a, Object b, String operator) {
    return new TypeTrouble(
        "unsupported operand types for "
            + operator
            + ": '"
            + TypeNames.of(a)
            + "' and '"
            + TypeNames.of(b)
            + "'");
  }

  private static void refuseUndefined(Object a, Object b) {
    Undefined.refuse(a);
    Undefined.refuse(b);
  }

  private static void requireNumbers(Object a, Object b, String operator) {
    if (!Numbers.is(a) || !Numbers.is(b)) {
      throw unsupported(a, b, operator);
    }
  }

  private static boolean sameSequence(List<?> left, List<?> right) {
    return left instanceof Tuple == right instanceof Tuple;
  }

  private static Object join(List<?> left, List<?> right) {
    List<Object> joined = new ArrayList<>(Limits.items((long) left.size() + right.size()));
    joined.addAll(left);
    joined.addAll(right);
    return left instanceof Tuple ? Tuple.copyOf(joined) : joined;
  }

  private static boolean repeatable(Object value) {
    return value instanceof String || value instanceof List;
  }

  private static Object repeat(Object value, Object count) {
    BigInteger wanted = Numbers.big(count);
    long times =
        wanted.signum() <= 0 ? 0 : wanted.bitLength() < 31 ? wanted.longValue() : Integer.MAX_VALUE;
    if (value instanceof String text) {
      Limits.characters(text.length() * times);
      return text.repeat((int) (text.isEmpty() ? 0 : times));
    }
    List<?> list = (List<?>) value;
    Limits.items(list.size() * times);
    List<Object> repeated = new ArrayList<>();
    for (long i = 0; i < times && !list.isEmpty(); i++) {
      repeated.addAll(list);
    }
    return value instanceof Tuple ? Tuple.copyOf(repeated) : repeated;
  }
}
