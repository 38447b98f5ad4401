package dev.tidemark.manifest.template;

import java.math.BigInteger;

/** An unsigned number literal of Python: its value, and where it ends. */
record PythonNumber(Object value, int end) {
  /** Null where no number starts here, or where a letter or digit follows that cannot. */
  static PythonNumber read(String text, int start) {
    boolean prefixed = text.charAt(start) == '0' && start + 1 < text.length();
    int radix = prefixed ? Numbers.radixOf(text.charAt(start + 1)) : 0;
    return radix == 0 ? decimal(text, start) : prefixed(text, start, radix);
  }

  private static PythonNumber prefixed(String text, int start, int radix) {
    int end = start + 2;
    while (end < text.length()
        && (text.charAt(end) == '_' || Character.isLetterOrDigit(text.charAt(end)))) {
      end++;
    }
    Object value = Numbers.parseInteger(text.substring(start, end), radix);
    return value == null ? null : new PythonNumber(value, end);
  }

  private static PythonNumber decimal(String text, int start) {
    int whole = digits(text, start);
    boolean point = whole >= 0 && whole < text.length() && text.charAt(whole) == '.';
    int mantissa = point ? digits(text, whole + 1) : whole;
    if (mantissa < 0 || (point && mantissa == start + 1)) {
      return null;
    }
    int end = exponent(text, mantissa);
    if (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      return null;
    }
    return point || end > mantissa ? real(text, start, end) : integer(text, start, end);
  }

  private static PythonNumber real(String text, int start, int end) {
    Double value = Numbers.parseFloat(text.substring(start, end));
    return value == null ? null : new PythonNumber(value, end);
  }

  private static PythonNumber integer(String text, int start, int end) {
    if (text.charAt(start) == '0') {
      boolean zeros = text.substring(start, end).chars().allMatch(c -> c == '0' || c == '_');
      return zeros ? new PythonNumber(0L, end) : null;
    }
    if (end - start > Numbers.MAX_DIGITS) {
      return null;
    }
    String digits = text.substring(start, end);
    String plain = digits.indexOf('_') < 0 ? digits : digits.replace("_", "");
    Object value =
        plain.length() < 19
            ? (Object) Long.parseLong(plain)
            : Numbers.normal(new BigInteger(plain));
    return new PythonNumber(value, end);
  }

  /** Where the digits end; a negative number where an underscore stands wrong. */
  private static int digits(String text, int start) {
    int end = start;
    while (end < text.length() && (isDigit(text, end) || text.charAt(end) == '_')) {
      boolean misplaced =
          text.charAt(end) == '_'
              && !(end > start && isDigit(text, end - 1) && isDigit(text, end + 1));
      if (misplaced) {
        return Integer.MIN_VALUE;
      }
      end++;
    }
    return end;
  }

  /** Where the exponent ends, or where it would start if there is none. */
  private static int exponent(String text, int start) {
    if (start >= text.length() || (text.charAt(start) | 0x20) != 'e') {
      return start;
    }
    int sign = start + 1;
    boolean signed = sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-');
    int first = signed ? sign + 1 : sign;
    int end = digits(text, first);
    return end > first ? end : start;
  }

  private static boolean isDigit(String text, int position) {
    return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
  }
}
