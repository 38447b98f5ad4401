package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Python's int and float on Java's numbers, and their text. */
final class Numbers {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(\\d+(_\\d+)*\\.?(\\d+(_\\d+)*)?|\\.\\d+(_\\d+)*)([eE][+-]?\\d+(_\\d+)*)?");
  private static final Pattern NOT_FINITE = Pattern.compile("([+-]?)(inf(?:inity)?|nan)");
  private static final Pattern DIGITS = Pattern.compile("[0-9a-z]+(_[0-9a-z]+)*");

  /** Python refuses longer integer texts, because reading them takes quadratic time. */
  static final int MAX_DIGITS = 4300;

  private Numbers() {}

  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Integer;
  }

  /** An int, or a boolean counted as one. */
  static boolean isWhole(Object value) {
    return value instanceof Boolean || isInteger(value);
  }

  static boolean isFloat(Object value) {
    return value instanceof Double || value instanceof BigDecimal || value instanceof Float;
  }

  static boolean is(Object value) {
    return isWhole(value) || isFloat(value);
  }

  static BigInteger big(Object whole) {
    return whole instanceof BigInteger big ? big : BigInteger.valueOf(small(whole));
  }

  /** The long of a whole number that is no BigInteger. */
  static long small(Object whole) {
    return whole instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) whole).longValue();
  }

  static double real(Object number) {
    return number instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) number).doubleValue();
  }

  static Object normal(BigInteger value) {
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  /** Negative, zero or positive; null where a NaN makes the two incomparable. */
  static Integer compare(Object a, Object b) {
    if (isWhole(a) && isWhole(b)) {
      return a instanceof BigInteger || b instanceof BigInteger
          ? big(a).compareTo(big(b))
          : Long.compare(small(a), small(b));
    }
    double left = real(a);
    double right = real(b);
    if (Double.isNaN(left) || Double.isNaN(right)) {
      return null;
    }
    boolean exact = Math.abs(left) < 0x1p53 || Math.abs(right) < 0x1p53;
    if (exact || Double.isInfinite(left) || Double.isInfinite(right)) {
      return left == right ? 0 : Double.compare(left, right);
    }
    return exact(a).compareTo(exact(b));
  }

  private static BigDecimal exact(Object number) {
    return isWhole(number) ? new BigDecimal(big(number)) : new BigDecimal(real(number));
  }

  /** Python's {@code int(float)}; null where the float is not finite. */
  static Object truncate(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return null;
    }
    return Math.abs(value) < 0x1p62
        ? (Object) (long) value
        : normal(new BigDecimal(value).toBigInteger());
  }

  /** Python's {@code int(text, base)}; null where the text is no such number. */
  static Object parseInteger(String text, int base) {
    String digits = text.strip().toLowerCase(Locale.ROOT);
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = base;
    int prefixed = digits.length() > 1 && digits.charAt(0) == '0' ? radixOf(digits.charAt(1)) : 0;
    if (prefixed != 0 && (base == 0 || base == prefixed)) {
      radix = prefixed;
      digits = digits.substring(2).replaceFirst("^_", "");
    } else if (base == 0) {
      radix = 10;
    }
    if (!DIGITS.matcher(digits).matches() || digits.length() > MAX_DIGITS) {
      return null;
    }
    return signed(digits.replace("_", ""), radix, negative);
  }

  private static Object signed(String digits, int radix, boolean negative) {
    try {
      BigInteger value = new BigInteger(digits, radix);
      return normal(negative ? value.negate() : value);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static int radixOf(char letter) {
    return switch (letter) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  /** Python's {@code float(text)}; null where the text is no such number. */
  static Double parseFloat(String text) {
    String number = text.strip();
    if (FLOAT.matcher(number).matches()) {
      return Double.valueOf(number.replace("_", ""));
    }
    var special = NOT_FINITE.matcher(number.toLowerCase(Locale.ROOT));
    if (!special.matches()) {
      return null;
    }
    if (special.group(2).equals("nan")) {
      return Double.NaN;
    }
    return special.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** The shortest text that reads back as the same float, as Python writes it. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value)) + ".0";
    }
    return pythonStyle(shortest(value));
  }

  /** A finite float as the decimal that Python would write. */
  static BigDecimal decimal(double value) {
    return new BigDecimal(text(value));
  }

  /** Java 17 may write a digit too many where 16 or 17 are needed. */
  private static BigDecimal shortest(double value) {
    BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
    if (digits.precision() <= 15) {
      return digits;
    }
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 15; precision < 17; precision++) {
      BigDecimal below = exact.round(new MathContext(precision, RoundingMode.DOWN));
      BigDecimal above = exact.round(new MathContext(precision, RoundingMode.UP));
      boolean belowFits = below.doubleValue() == value;
      boolean aboveFits = above.doubleValue() == value;
      boolean nearerBelow = exact.subtract(below).abs().compareTo(above.subtract(exact).abs()) <= 0;
      if (belowFits || aboveFits) {
        return (belowFits && (nearerBelow || !aboveFits) ? below : above).stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
  }

  private static String pythonStyle(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - number.scale();
    String sign = number.signum() < 0 ? "-" : "";
    if (exponent < -4 || exponent >= 16) {
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      String power =
          (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
      return sign + digits.charAt(0) + fraction + "e" + power;
    }
    String plain = number.abs().toPlainString();
    return sign + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
  }
}
