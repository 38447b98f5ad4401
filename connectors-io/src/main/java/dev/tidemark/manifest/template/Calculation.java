package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Arithmetic of numbers alone: whole ones are unbounded, all others are doubles. */
final class Calculation {
  private Calculation() {}

  static Object add(Object a, Object b) {
    if (!whole(a, b)) {
      return Numbers.real(a) + Numbers.real(b);
    }
    if (!big(a, b)) {
      long x = Numbers.small(a);
      long y = Numbers.small(b);
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return sum;
      }
    }
    return result(Numbers.big(a).add(Numbers.big(b)));
  }

  static Object subtract(Object a, Object b) {
    if (!whole(a, b)) {
      return Numbers.real(a) - Numbers.real(b);
    }
    if (!big(a, b)) {
      long x = Numbers.small(a);
      long y = Numbers.small(b);
      long difference = x - y;
      if (((x ^ y) & (x ^ difference)) >= 0) {
        return difference;
      }
    }
    return result(Numbers.big(a).subtract(Numbers.big(b)));
  }

  static Object multiply(Object a, Object b) {
    return whole(a, b)
        ? result(Numbers.big(a).multiply(Numbers.big(b)))
        : (Object) (Numbers.real(a) * Numbers.real(b));
  }

  /** Always a float, also of whole numbers. */
  static Object divide(Object a, Object b) {
    refuseZero(b);
    if (whole(a, b) && big(a, b)) {
      BigDecimal quotient =
          new BigDecimal(Numbers.big(a))
              .divide(new BigDecimal(Numbers.big(b)), MathContext.DECIMAL128);
      return finite(quotient.doubleValue());
    }
    return Numbers.real(a) / Numbers.real(b);
  }

  static Object floorDivide(Object a, Object b) {
    refuseZero(b);
    if (!whole(a, b)) {
      double x = Numbers.real(a);
      double y = Numbers.real(b);
      return Math.rint((x - floorMod(x, y)) / y);
    }
    if (!big(a, b) && Numbers.small(a) != Long.MIN_VALUE) {
      return Math.floorDiv(Numbers.small(a), Numbers.small(b));
    }
    BigInteger[] parts = Numbers.big(a).divideAndRemainder(Numbers.big(b));
    boolean below = parts[1].signum() != 0 && parts[1].signum() != Numbers.big(b).signum();
    return Numbers.normal(below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
  }

  /** The sign follows the divisor. */
  static Object modulo(Object a, Object b) {
    refuseZero(b);
    if (!whole(a, b)) {
      return floorMod(Numbers.real(a), Numbers.real(b));
    }
    if (!big(a, b)) {
      return Math.floorMod(Numbers.small(a), Numbers.small(b));
    }
    BigInteger divisor = Numbers.big(b);
    BigInteger rest = Numbers.big(a).remainder(divisor);
    return Numbers.normal(
        rest.signum() != 0 && rest.signum() != divisor.signum() ? rest.add(divisor) : rest);
  }

  static Object power(Object a, Object b) {
    if (whole(a, b) && Numbers.big(b).signum() >= 0) {
      return integerPower(Numbers.big(a), Numbers.big(b));
    }
    double base = Numbers.real(a);
    double exponent = Numbers.real(b);
    if (base == 0 && exponent < 0) {
      throw new EvaluationProblem("0.0 cannot be raised to a negative power");
    }
    double power = Math.pow(base, exponent);
    if (Double.isNaN(power) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
      throw new EvaluationProblem("a fractional power of a negative number is complex");
    }
    return Double.isInfinite(base) || Double.isInfinite(exponent) ? power : finite(power);
  }

  private static Object integerPower(BigInteger base, BigInteger exponent) {
    boolean unit = base.bitLength() <= 1 && base.abs().compareTo(BigInteger.ONE) <= 0;
    if (unit) {
      return Numbers.normal(base.pow(exponent.signum() == 0 ? 0 : exponent.testBit(0) ? 1 : 2));
    }
    if (exponent.bitLength() > 31
        || (long) base.bitLength() * exponent.longValue() > Limits.INTEGER_BITS) {
      throw new EvaluationProblem("the number grows past " + Limits.INTEGER_BITS + " bits");
    }
    return Numbers.normal(base.pow(exponent.intValue()));
  }

  private static double floorMod(double x, double y) {
    double rest = x % y;
    if (rest != 0 && (rest < 0) != (y < 0)) {
      return rest + y;
    }
    return rest == 0 ? Math.copySign(0.0, y) : rest;
  }

  private static boolean whole(Object a, Object b) {
    return Numbers.isWhole(a) && Numbers.isWhole(b);
  }

  private static boolean big(Object a, Object b) {
    return a instanceof BigInteger || b instanceof BigInteger;
  }

  private static Object result(BigInteger value) {
    if (value.bitLength() > Limits.INTEGER_BITS) {
      throw new EvaluationProblem("the number grows past " + Limits.INTEGER_BITS + " bits");
    }
    return Numbers.normal(value);
  }

  private static double finite(double value) {
    if (Double.isInfinite(value)) {
      throw new EvaluationProblem("the result is too large for a float");
    }
    return value;
  }

  private static void refuseZero(Object divisor) {
    if (Numbers.isWhole(divisor)
        ? Numbers.big(divisor).signum() == 0
        : Numbers.real(divisor) == 0) {
      throw new EvaluationProblem("division by zero");
    }
  }
}
