package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Jinja's filters on numbers. */
final class NumberFilters {
  static final List<Function> ALL =
      List.of(
          Function.of("int", "default? base?", NumberFilters::toInteger),
          Function.of("float", "default?", NumberFilters::toFloat),
          Function.of("abs", "", NumberFilters::absolute),
          Function.of("round", "precision? method?", NumberFilters::round),
          Function.of("filesizeformat", "binary?", NumberFilters::fileSize));

  private NumberFilters() {}

  /** Not the default for an undefined value: that is an error in Jinja, unlike None. */
  private static Object toInteger(Invocation call) {
    Object value = call.subject();
    Undefined.refuse(value);
    Object number = null;
    if (value instanceof String text) {
      number = Numbers.parseInteger(text, call.integer(1, 10));
    } else if (Numbers.isWhole(value)) {
      number = Numbers.normal(Numbers.big(value));
    }
    Double real = number == null ? real(value) : null;
    number = real == null ? number : Numbers.truncate(real);
    return number == null ? call.at(0, 0L) : number;
  }

  private static Object toFloat(Invocation call) {
    Undefined.refuse(call.subject());
    Double number = real(call.subject());
    return number == null ? call.at(0, 0.0) : number;
  }

  /** Null where Python's {@code float()} fails. */
  private static Double real(Object value) {
    if (value instanceof String text) {
      return Numbers.parseFloat(text);
    }
    return Numbers.is(value) ? Double.valueOf(Numbers.real(value)) : null;
  }

  private static Object absolute(Invocation call) {
    Object value = call.subject();
    if (value instanceof IsoDuration duration) {
      return duration.time().isNegative() ? duration.negated() : duration;
    }
    if (!Numbers.is(value)) {
      throw new TypeTrouble("bad operand type for abs(): '" + TypeNames.of(value) + "'");
    }
    return Numbers.isWhole(value)
        ? Numbers.normal(Numbers.big(value).abs())
        : (Object) Math.abs(Numbers.real(value));
  }

  private static Object round(Invocation call) {
    Object value = call.subject();
    int precision = call.integer(0, 0);
    String method = call.text(1, "common");
    if (!Numbers.is(value)) {
      throw new TypeTrouble("type " + TypeNames.of(value) + " doesn't define __round__ method");
    }
    if (Math.abs(precision) > 400) {
      throw new EvaluationProblem("cannot round to " + precision + " digits");
    }
    return switch (method) {
      case "common" -> rounded(value, precision);
      case "ceil" -> towards(value, precision, RoundingMode.CEILING);
      case "floor" -> towards(value, precision, RoundingMode.FLOOR);
      default -> throw new EvaluationProblem("method must be common, ceil or floor");
    };
  }

  private static Object rounded(Object value, int precision) {
    if (Numbers.isWhole(value)) {
      BigDecimal exact = new BigDecimal(Numbers.big(value));
      return Numbers.normal(
          exact.setScale(Math.min(precision, 0), RoundingMode.HALF_EVEN).toBigInteger());
    }
    double real = Numbers.real(value);
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      return real;
    }
    return new BigDecimal(real).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static Object towards(Object value, int precision, RoundingMode mode) {
    Object factor = Calculation.power(10L, (long) precision);
    Object scaled = Calculation.multiply(value, factor);
    BigInteger whole =
        Numbers.isWhole(scaled)
            ? Numbers.big(scaled)
            : new BigDecimal(Numbers.real(scaled)).setScale(0, mode).toBigInteger();
    return Calculation.divide(Numbers.normal(whole), factor);
  }

  private static String fileSize(Invocation call) {
    Object value = call.subject();
    Undefined.refuse(value);
    Double size = real(value);
    if (size == null && value instanceof String) {
      throw new EvaluationProblem("filesizeformat needs a number");
    }
    if (size == null) {
      throw new TypeTrouble("float() argument must be a string or a real number");
    }
    boolean binary = call.flag(0);
    int base = binary ? 1024 : 1000;
    if (size == 1) {
      return "1 Byte";
    }
    if (size < base) {
      return size.longValue() + " Bytes";
    }
    String letters = "kMGTPEZY";
    double unit = base;
    int power = 0;
    while (size >= unit * base && power < letters.length() - 1) {
      unit *= base;
      power++;
    }
    String letter = letters.substring(power, power + 1);
    String suffix = binary ? letter.toUpperCase(Locale.ROOT) + "iB" : letter + "B";
    return new BigDecimal(size / unit).setScale(1, RoundingMode.HALF_EVEN) + " " + suffix;
  }
}
