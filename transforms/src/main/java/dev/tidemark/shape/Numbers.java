package dev.tidemark.shape;

import dev.tidemark.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What counts as a number, and which types hold it. */
final class Numbers {
  /** Digits after the point of a decimal. */
  static final int SCALE = 9;

  static final int DECIMAL_DIGITS = 38;

  /** What both 128 bits and 38 digits hold. */
  static final int BIG_INTEGER_BITS = 126;

  /** Exponents beyond this never fit, and would blow up memory when written out. */
  private static final int MAX_SCALE = 1_000;

  private Numbers() {}

  /** The value as a number: a number, or a text that is nothing but one; null for all else. */
  static BigDecimal of(Object value) {
    if (value instanceof BigDecimal number) {
      return plainZero(number);
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    return value instanceof String text ? parse(text) : null;
  }

  /** The number that the text is, or null. */
  static BigDecimal parse(String text) {
    if (text.isEmpty() || text.length() > MAX_SCALE) {
      return null;
    }
    try {
      return plainZero(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** The value as a whole number, or null if it is none or too large to be of use. */
  static BigInteger whole(Object value) {
    if (value instanceof BigInteger number) {
      return number;
    }
    BigDecimal number = of(value);
    if (number == null || isHuge(number)) {
      return null;
    }
    try {
      return number.toBigIntegerExact();
    } catch (ArithmeticException fraction) {
      return null;
    }
  }

  static boolean isHuge(BigDecimal number) {
    return Math.abs((long) number.scale()) > MAX_SCALE;
  }

  static boolean isExact(double real, BigDecimal number) {
    return BigDecimal.valueOf(real).compareTo(number) == 0;
  }

  static ColumnType typeOf(BigInteger number) {
    return number.bitLength() <= BIG_INTEGER_BITS ? ColumnType.BIG_INTEGER : ColumnType.TEXT;
  }

  static ColumnType typeOf(BigDecimal given) {
    BigDecimal number =
        given.signum() == 0 || given.scale() > SCALE ? given.stripTrailingZeros() : given;
    if (number.scale() <= SCALE
        && !isHuge(number)
        && number.precision() - number.scale() <= DECIMAL_DIGITS - SCALE) {
      return ColumnType.DECIMAL;
    }
    double real = number.doubleValue();
    boolean exact = !Double.isInfinite(real) && isExact(real, number);
    return exact ? ColumnType.DOUBLE : ColumnType.TEXT;
  }

  /** A zero fits everywhere, whatever exponent it was written with. */
  private static BigDecimal plainZero(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number;
  }
}
