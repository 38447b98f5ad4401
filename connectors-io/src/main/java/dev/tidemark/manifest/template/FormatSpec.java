package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's format specification, such as {@code 08.2f} or {@code >10}, in braces or after a
 * percent.
 */
record FormatSpec(
    String fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    char grouping,
    int precision,
    char type) {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{0,9})([,_])?(?:\\.(\\d{1,9}))?([a-zA-Z%])?",
          Pattern.DOTALL);

  static String format(Object value, String spec) {
    Undefined.refuse(value);
    if (value instanceof OffsetDateTime time && !spec.isEmpty()) {
      return DatetimeMethods.strftime(time, spec);
    }
    if (value instanceof LocalDate date && !spec.isEmpty()) {
      return DateMethods.strftime(date, spec);
    }
    return spec.isEmpty() ? PythonText.str(value) : parse(spec).apply(value);
  }

  private static FormatSpec parse(String spec) {
    Matcher parts = SYNTAX.matcher(spec);
    if (!parts.matches()) {
      throw new EvaluationProblem("invalid format specifier '" + spec + "'");
    }
    boolean zero = parts.group(5) != null;
    return new FormatSpec(
        parts.group(1) != null ? parts.group(1) : zero && parts.group(2) == null ? "0" : " ",
        parts.group(2) != null ? parts.group(2).charAt(0) : zero ? '=' : 0,
        first(parts.group(3), '-'),
        parts.group(4) != null,
        number(parts.group(6), 0),
        first(parts.group(7), ' '),
        number(parts.group(8), -1),
        first(parts.group(9), ' '));
  }

  private static char first(String text, char fallback) {
    return text == null ? fallback : text.charAt(0);
  }

  private static int number(String digits, int fallback) {
    return digits == null || digits.isEmpty()
        ? fallback
        : Limits.characters(Integer.parseInt(digits));
  }

  String apply(Object value) {
    if (value instanceof String text) {
      requireType("s ");
      int length = CodePoints.count(text);
      String shown =
          precision < 0 || precision >= length ? text : CodePoints.part(text, 0, precision);
      return padded("", shown, align == '=' || align == 0 ? '<' : align);
    }
    if (!Numbers.is(value)) {
      throw new TypeTrouble(
          "unsupported format string passed to " + TypeNames.of(value) + ".__format__");
    }
    boolean whole = Numbers.isWhole(value) && "eEfFgG%".indexOf(type) < 0;
    if (value instanceof Boolean && type == ' ') {
      return padded("", PythonText.str(value), align == 0 ? '>' : align);
    }
    return whole ? integer(Numbers.big(value)) : real(Numbers.real(value));
  }

  private void requireType(String allowed) {
    if (allowed.indexOf(type) < 0) {
      throw new EvaluationProblem("unknown format code '" + type + "' for this type of value");
    }
  }

  private String integer(BigInteger value) {
    requireType(" bcdnoxX");
    if (type == 'c') {
      return padded("", Character.toString(value.intValueExact()), align == 0 ? '<' : align);
    }
    int radix = Math.max(Numbers.radixOf(type), type == 'b' ? 2 : 0);
    String digits = value.abs().toString(radix == 0 ? 10 : radix);
    String prefix = alternate && radix != 0 ? "0" + type : "";
    digits = type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
    return numeric(value.signum() < 0, prefix, grouped(digits, ""));
  }

  private String real(double value) {
    requireType(" eEfFgGn%");
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    double size = Math.abs(type == '%' ? value * 100 : value);
    String digits;
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      digits = Numbers.text(size) + (type == '%' ? "%" : "");
    } else {
      String[] parts = digits(size).split("(?=[.eE%])", 2);
      digits = grouped(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return numeric(
        negative, "", Character.isUpperCase(type) ? digits.toUpperCase(Locale.ROOT) : digits);
  }

  private String digits(double size) {
    int places = precision < 0 ? 6 : precision;
    BigDecimal exact = new BigDecimal(size);
    return switch (type) {
      case 'f', 'F' -> exact.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
      case '%' -> exact.setScale(places, RoundingMode.HALF_EVEN).toPlainString() + "%";
      case 'e', 'E' -> ScientificText.fixed(exact, places);
      case ' ' -> precision < 0 ? Numbers.text(size) : ScientificText.general(exact, places, true);
      default -> ScientificText.general(exact, places, false);
    };
  }

  private String grouped(String whole, String rest) {
    if (grouping == ' ') {
      return whole + rest;
    }
    StringBuilder grouped = new StringBuilder(whole);
    for (int i = whole.length() - 3; i > 0; i -= 3) {
      grouped.insert(i, grouping);
    }
    return grouped + rest;
  }

  private String numeric(boolean negative, String prefix, String digits) {
    String lead = negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    return padded(lead + prefix, digits, align == 0 ? '>' : align);
  }

  private String padded(String lead, String body, char side) {
    int missing = width - CodePoints.count(lead) - CodePoints.count(body);
    if (missing <= 0) {
      return lead + body;
    }
    int left = side == '^' ? missing / 2 : side == '<' ? 0 : missing;
    String before = fill.repeat(left);
    return (side == '=' ? lead + before : before + lead) + body + fill.repeat(missing - left);
  }
}
