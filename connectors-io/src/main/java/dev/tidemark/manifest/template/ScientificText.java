package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floats with an exponent, and in the style that takes one only where it helps. */
final class ScientificText {
  private ScientificText() {}

  /** As {@code %e}: one digit, the point, so many places, the exponent. */
  static String fixed(BigDecimal value, int places) {
    if (value.signum() == 0) {
      return (places == 0 ? "0" : "0." + "0".repeat(places)) + "e+00";
    }
    BigDecimal rounded = value.round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
    String digits = rounded.unscaledValue().toString();
    int exponent = digits.length() - 1 - rounded.scale();
    digits += "0".repeat(Math.max(0, places + 1 - digits.length()));
    String fraction = places == 0 ? "" : "." + digits.substring(1, places + 1);
    return digits.charAt(0) + fraction + power(exponent);
  }

  /** As {@code %g}: so many digits in all, trailing zeros cut; {@code .0} kept where asked. */
  static String general(BigDecimal value, int precision, boolean point) {
    int digits = Math.max(1, precision);
    if (value.signum() == 0) {
      return point ? "0.0" : "0";
    }
    BigDecimal rounded =
        value.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    int exponent = rounded.precision() - 1 - rounded.scale();
    if (exponent < -4 || exponent >= (point ? digits - 1 : digits)) {
      String text = rounded.unscaledValue().toString();
      return text.charAt(0) + (text.length() > 1 ? "." + text.substring(1) : "") + power(exponent);
    }
    String plain = rounded.toPlainString();
    return point && plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static String power(int exponent) {
    return (exponent < 0 ? "e-" : "e+") + Digits.padded(Math.abs(exponent), 2);
  }
}
