package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code text % values}. */
final class PercentFormat {
  private static final Pattern PLACE =
      Pattern.compile(
          "%(?:\\(([^)]*)\\))?([-#0 +]*)(\\d{0,9}|\\*)(?:\\.(\\d{0,9}|\\*))?[hlL]?(.)?",
          Pattern.DOTALL);

  private final Object values;
  private int taken;

  private PercentFormat(Object values) {
    this.values = values;
  }

  static String apply(String format, Object values) {
    PercentFormat run = new PercentFormat(values);
    Output out = new Output();
    Matcher places = PLACE.matcher(format);
    int end = 0;
    while (places.find(end)) {
      out.add(format.substring(end, places.start())).add(run.place(places));
      end = places.end();
      if (end >= format.length()) {
        break;
      }
    }
    out.add(format.substring(end));
    run.refuseRest();
    return out.toString();
  }

  private void refuseRest() {
    boolean tuple = values instanceof Tuple;
    boolean subscriptable =
        Dictionaries.is(values) || values instanceof List || values instanceof Undefined;
    int given = tuple ? ((Tuple) values).size() : subscriptable ? 0 : 1;
    if (taken < given) {
      throw new TypeTrouble("not all arguments converted during string formatting");
    }
  }

  private Object next() {
    if (values instanceof Tuple tuple) {
      if (taken < tuple.size()) {
        return tuple.get(taken++);
      }
    } else if (taken++ == 0) {
      return values;
    }
    throw new TypeTrouble("not enough arguments for format string");
  }

  private String place(Matcher place) {
    if (place.group(5) == null) {
      throw new EvaluationProblem("incomplete format");
    }
    char type = place.group(5).charAt(0);
    if (type == '%') {
      return "%";
    }
    String width = "*".equals(place.group(3)) ? PythonText.str(next()) : place.group(3);
    String digits = "*".equals(place.group(4)) ? PythonText.str(next()) : place.group(4);
    String precision = digits == null ? "" : "." + (digits.isEmpty() ? "0" : digits);
    Object value = place.group(1) == null ? next() : named(place.group(1));
    return new Place(place.group(2), width, precision).convert(value, type);
  }

  private Object named(String key) {
    Undefined.refuse(values);
    if (!Dictionaries.is(values)) {
      throw new TypeTrouble("format requires a mapping");
    }
    if (!Dictionaries.has(values, key)) {
      throw new EvaluationProblem("no key '" + key + "' for the format");
    }
    return Dictionaries.get(values, key, null);
  }

  private record Place(String flags, String width, String precision) {
    String convert(Object value, char type) {
      return switch (type) {
        case 's' -> text(PythonText.str(value));
        case 'r', 'a' -> text(PythonText.repr(value));
        case 'd', 'i', 'u' -> number(whole(value), width + "d");
        case 'o', 'x', 'X' -> number(integer(value, type), alternate() + width + type);
        case 'e', 'E', 'f', 'F', 'g', 'G' -> number(real(value, type), width + precision + type);
        case 'c' ->
            value instanceof String text ? text : Character.toString(Invocation.integer(value));
        default -> throw new EvaluationProblem("unsupported format character '" + type + "'");
      };
    }

    private String text(String value) {
      String align = flags.contains("-") ? "<" : ">";
      return FormatSpec.format(value, align + width + precision + "s");
    }

    private String number(Object value, String spec) {
      String align = flags.contains("-") ? "<" : flags.contains("0") ? "0=" : ">";
      String sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
      return FormatSpec.format(value, align + sign + spec);
    }

    private String alternate() {
      return flags.contains("#") ? "#" : "";
    }
  }

  /** Floats lose what is behind the point. */
  private static Object whole(Object value) {
    Undefined.refuse(value);
    if (Numbers.isWhole(value)) {
      return Numbers.normal(Numbers.big(value));
    }
    if (!Numbers.isFloat(value)) {
      throw new TypeTrouble("%d format: a real number is required, not " + TypeNames.of(value));
    }
    Object whole = Numbers.truncate(Numbers.real(value));
    if (whole == null) {
      throw new EvaluationProblem("cannot convert float " + PythonText.str(value) + " to integer");
    }
    return whole;
  }

  private static Object integer(Object value, char type) {
    Undefined.refuse(value);
    if (!Numbers.isWhole(value)) {
      throw new TypeTrouble(
          "%" + type + " format: an integer is required, not " + TypeNames.of(value));
    }
    return Numbers.normal(Numbers.big(value));
  }

  private static Object real(Object value, char type) {
    Undefined.refuse(value);
    if (!Numbers.is(value)) {
      throw new TypeTrouble("must be real number, not " + TypeNames.of(value) + " for %" + type);
    }
    return value instanceof BigDecimal ? (Object) Numbers.real(value) : value;
  }
}
