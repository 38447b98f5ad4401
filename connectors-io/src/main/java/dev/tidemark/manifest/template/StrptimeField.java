package dev.tidemark.manifest.template;

import java.util.Comparator;
import java.util.List;
import java.util.function.ObjIntConsumer;

/** One directive, or one piece of literal text, of a format that reads dates. */
interface StrptimeField {
  /** How many ways there are to read it; the first that lets the rest fit is taken. */
  int attempts();

  /** Reads it in one of the ways and returns where it ends, or a negative number. */
  int read(String text, int start, int attempt, ParsedTime into);

  /** Null for a letter that {@code strptime} does not know. */
  static StrptimeField directive(char letter) {
    return switch (letter) {
      case 'Y' -> new Numeric(4, 4, 0, 9999, (time, value) -> time.year = value);
      case 'y' -> new Numeric(2, 2, 0, 99, ParsedTime::shortYear);
      case 'm' -> new Numeric(1, 2, 1, 12, (time, value) -> time.month = value);
      case 'd' -> padded(new Numeric(1, 2, 1, 31, (time, value) -> time.day = value));
      case 'H' -> new Numeric(1, 2, 0, 23, ParsedTime::hourOfDay);
      case 'I' -> new Numeric(1, 2, 1, 12, (time, value) -> time.halfHour = value);
      case 'M' -> new Numeric(1, 2, 0, 59, (time, value) -> time.minute = value);
      case 'S' -> new Numeric(1, 2, 0, 61, (time, value) -> time.second = value);
      case 'f' -> new Fraction();
      case 'j' -> new Numeric(1, 3, 1, 366, (time, value) -> time.dayOfYear = value);
      case 'z' -> new StrptimeZone();
      case '%' -> literal("%");
      default -> rare(letter);
    };
  }

  private static StrptimeField rare(char letter) {
    return switch (letter) {
      case 'G' -> new Numeric(4, 4, 0, 9999, (time, value) -> time.isoYear = value);
      case 'V' -> new Numeric(1, 2, 0, 53, (time, value) -> time.isoWeek = value);
      case 'u' -> new Numeric(1, 1, 1, 7, (time, value) -> time.weekday = value);
      case 'w' -> new Numeric(1, 1, 0, 6, (time, value) -> time.weekday = value == 0 ? 7 : value);
      case 'U', 'W' -> new Numeric(1, 2, 0, 53, (time, value) -> {});
      case 'a' -> name(CalendarNames.SHORT_DAYS, (time, value) -> time.weekday = value + 1);
      case 'A' -> name(CalendarNames.DAYS, (time, value) -> time.weekday = value + 1);
      case 'b' -> name(CalendarNames.SHORT_MONTHS, (time, value) -> time.month = value + 1);
      case 'B' -> name(CalendarNames.MONTHS, (time, value) -> time.month = value + 1);
      case 'p' -> name(CalendarNames.HALVES, (time, value) -> time.afternoon = value == 1);
      case 'Z' -> name(List.of("UTC", "GMT"), (time, value) -> {});
      default -> null;
    };
  }

  static StrptimeField literal(String expected) {
    return new Literal(expected);
  }

  static StrptimeField blanks() {
    return new Blanks();
  }

  private static StrptimeField padded(StrptimeField number) {
    return new BlankPadded(number);
  }

  private static StrptimeField name(List<String> names, ObjIntConsumer<ParsedTime> sink) {
    List<String> longestFirst =
        names.stream().sorted(Comparator.comparing(String::length).reversed()).toList();
    return new Name(names, longestFirst, sink);
  }

  /** The value of {@code width} digits, negative where there are not so many. */
  static int digits(String text, int start, int width) {
    if (start + width > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < start + width; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Compared without regard to case, as Python does. */
  record Literal(String expected) implements StrptimeField {
    @Override
    public int attempts() {
      return 1;
    }

    @Override
    public int read(String text, int start, int attempt, ParsedTime into) {
      return text.regionMatches(true, start, expected, 0, expected.length())
          ? start + expected.length()
          : -1;
    }
  }

  /** One or more blanks for any number of them in the format. */
  record Blanks() implements StrptimeField {
    @Override
    public int attempts() {
      return 1;
    }

    @Override
    public int read(String text, int start, int attempt, ParsedTime into) {
      int end = start;
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return end > start ? end : -1;
    }
  }

  /** A number between two bounds; the widest form first. */
  record Numeric(int minWidth, int maxWidth, int low, int high, ObjIntConsumer<ParsedTime> sink)
      implements StrptimeField {
    @Override
    public int attempts() {
      return maxWidth - minWidth + 1;
    }

    @Override
    public int read(String text, int start, int attempt, ParsedTime into) {
      int width = maxWidth - attempt;
      int value = digits(text, start, width);
      if (value < low || value > high) {
        return -1;
      }
      sink.accept(into, value);
      return start + width;
    }
  }

  /** A number that may have one blank in front, as days have in {@code Jan 5}. */
  record BlankPadded(StrptimeField number) implements StrptimeField {
    @Override
    public int attempts() {
      return number.attempts() + 1;
    }

    @Override
    public int read(String text, int start, int attempt, ParsedTime into) {
      if (attempt < number.attempts()) {
        return number.read(text, start, attempt, into);
      }
      boolean blank = start < text.length() && text.charAt(start) == ' ';
      return blank ? number.read(text, start + 1, number.attempts() - 1, into) : -1;
    }
  }

  /** One to six digits behind the decimal point. */
  record Fraction() implements StrptimeField {
    @Override
    public int attempts() {
      return 6;
    }

    @Override
    public int read(String text, int start, int attempt, ParsedTime into) {
      int value = digits(text, start, 6 - attempt);
      if (value < 0) {
        return -1;
      }
      for (int i = 0; i < attempt; i++) {
        value *= 10;
      }
      into.micros = value;
      return start + 6 - attempt;
    }
  }

  /** One of some names. */
  record Name(List<String> names, List<String> longestFirst, ObjIntConsumer<ParsedTime> sink)
      implements StrptimeField {
    @Override
    public int attempts() {
      return names.size();
    }

    @Override
    public int read(String text, int start, int attempt, ParsedTime into) {
      String name = longestFirst.get(attempt);
      if (!text.regionMatches(true, start, name, 0, name.length())) {
        return -1;
      }
      sink.accept(into, names.indexOf(name));
      return start + name.length();
    }
  }
}
