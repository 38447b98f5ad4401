package dev.tidemark.manifest.template;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A compiled format of Python's {@code strftime}, with the C library's directives and flags. */
final class Strftime {
  private static final int CACHED = 512;
  private static final Map<String, Strftime> CACHE = new ConcurrentHashMap<>();

  /** The composite directives of the C locale. */
  private static final Map<Character, String> COMPOSITES =
      Map.of(
          'c', "%a %b %e %H:%M:%S %Y",
          'x', "%m/%d/%y",
          'X', "%H:%M:%S",
          'D', "%m/%d/%y",
          'F', "%Y-%m-%d",
          'T', "%H:%M:%S",
          'R', "%H:%M",
          'r', "%I:%M:%S %p");

  /** Writes one part; the zone is null for what has none, a date for instance. */
  private interface Part {
    void write(LocalDateTime time, ZoneOffset zone, StringBuilder out);
  }

  private interface Field {
    long of(LocalDateTime time);
  }

  private final List<Part> parts = new ArrayList<>();

  private final boolean milliseconds;

  private Strftime(String format, boolean milliseconds) {
    this.milliseconds = milliseconds;
    parse(format);
  }

  /** As Python's own: {@code %ms} is a month and an s. */
  static Strftime of(String format) {
    Strftime known = CACHE.get(format);
    if (known != null) {
      return known;
    }
    Strftime made = new Strftime(format, false);
    if (CACHE.size() < CACHED) {
      CACHE.put(format, made);
    }
    return made;
  }

  /** With {@code %_ms} for milliseconds. */
  static Strftime withMilliseconds(String format) {
    return new Strftime(format, true);
  }

  String format(LocalDateTime time, ZoneOffset zone) {
    StringBuilder out = new StringBuilder(32);
    for (Part part : parts) {
      part.write(time, zone, out);
    }
    return out.toString();
  }

  private void parse(String format) {
    int position = 0;
    while (position < format.length()) {
      int percent = format.indexOf('%', position);
      int end = percent < 0 || percent == format.length() - 1 ? format.length() : percent;
      literal(format.substring(position, end));
      position = end == format.length() ? end : directive(format, percent + 1);
    }
  }

  private void literal(String text) {
    if (!text.isEmpty()) {
      parts.add((time, zone, out) -> out.append(text));
    }
  }

  /** Adds the directive after the percent sign and returns the position behind it. */
  private int directive(String format, int position) {
    if (milliseconds && format.startsWith("_ms", position)) {
      number(time -> time.get(ChronoField.MILLI_OF_SECOND), 3, '0', ' ');
      return position + 3;
    }
    char letter = format.charAt(position);
    boolean flagged = "-_0^#".indexOf(letter) >= 0 && position + 1 < format.length();
    char flag = flagged ? letter : ' ';
    int at = flagged ? position + 1 : position;
    letter = format.charAt(at);
    if (COMPOSITES.containsKey(letter)) {
      parse(COMPOSITES.get(letter));
    } else if (!numeric(letter, flag) && !named(letter, flag)) {
      literal(format.substring(position - 1, at + 1));
    }
    return at + 1;
  }

  private void number(Field field, int width, char filler, char flag) {
    int size = flag == '-' ? 1 : width;
    char fill = flag == '_' ? ' ' : flag == '0' ? '0' : filler;
    parts.add((time, zone, out) -> out.append(Digits.padded(field.of(time), size, fill)));
  }

  private boolean numeric(char letter, char flag) {
    switch (letter) {
      case 'Y' -> number(LocalDateTime::getYear, 1, '0', flag);
      case 'C' -> number(time -> time.getYear() / 100, 2, '0', flag);
      case 'y' -> number(time -> Math.floorMod(time.getYear(), 100), 2, '0', flag);
      case 'm' -> number(LocalDateTime::getMonthValue, 2, '0', flag);
      case 'd' -> number(LocalDateTime::getDayOfMonth, 2, '0', flag);
      case 'e' -> number(LocalDateTime::getDayOfMonth, 2, ' ', flag);
      case 'H' -> number(LocalDateTime::getHour, 2, '0', flag);
      case 'k' -> number(LocalDateTime::getHour, 2, ' ', flag);
      case 'I' -> number(Strftime::hourOfHalf, 2, '0', flag);
      case 'l' -> number(Strftime::hourOfHalf, 2, ' ', flag);
      case 'M' -> number(LocalDateTime::getMinute, 2, '0', flag);
      case 'S' -> number(LocalDateTime::getSecond, 2, '0', flag);
      case 'f' -> number(time -> time.get(ChronoField.MICRO_OF_SECOND), 6, '0', ' ');
      case 'j' -> number(LocalDateTime::getDayOfYear, 3, '0', flag);
      case 's' -> number(time -> time.toEpochSecond(ZoneOffset.UTC), 1, '0', flag);
      default -> {
        return weekNumber(letter, flag);
      }
    }
    return true;
  }

  private boolean weekNumber(char letter, char flag) {
    switch (letter) {
      case 'w' -> number(time -> time.getDayOfWeek().getValue() % 7, 1, '0', flag);
      case 'u' -> number(time -> time.getDayOfWeek().getValue(), 1, '0', flag);
      case 'U' -> number(time -> week(time, DayOfWeek.SUNDAY), 2, '0', flag);
      case 'W' -> number(time -> week(time, DayOfWeek.MONDAY), 2, '0', flag);
      case 'V' -> number(time -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag);
      case 'G' -> number(time -> time.get(IsoFields.WEEK_BASED_YEAR), 1, '0', flag);
      case 'g' -> number(time -> time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flag);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long hourOfHalf(LocalDateTime time) {
    return (time.getHour() + 11L) % 12 + 1;
  }

  /** Weeks of the year counted from its first such day; the days before are week 0. */
  private static long week(LocalDateTime time, DayOfWeek first) {
    int sinceFirst = Math.floorMod(time.getDayOfWeek().getValue() - first.getValue(), 7);
    return (time.getDayOfYear() + 6L - sinceFirst) / 7;
  }

  private boolean named(char letter, char flag) {
    switch (letter) {
      case 'a' -> name(CalendarNames.SHORT_DAYS, time -> time.getDayOfWeek().getValue() - 1L, flag);
      case 'A' -> name(CalendarNames.DAYS, time -> time.getDayOfWeek().getValue() - 1L, flag);
      case 'b', 'h' -> name(CalendarNames.SHORT_MONTHS, time -> time.getMonthValue() - 1L, flag);
      case 'B' -> name(CalendarNames.MONTHS, time -> time.getMonthValue() - 1L, flag);
      case 'p' -> name(CalendarNames.HALVES, time -> time.getHour() / 12, flag);
      case 'P' -> parts.add((time, zone, out) -> out.append(time.getHour() < 12 ? "am" : "pm"));
      case 'z' -> zone(zone -> PythonTimes.offsetText(zone, ""));
      case 'Z' -> zone(PythonTimes::zoneName);
      case 'n' -> literal("\n");
      case 't' -> literal("\t");
      case '%' -> literal("%");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void name(List<String> names, Field index, char flag) {
    boolean upper = flag == '^';
    parts.add(
        (time, zone, out) -> {
          String name = names.get((int) index.of(time));
          out.append(upper ? name.toUpperCase(Locale.ROOT) : name);
        });
  }

  private void zone(java.util.function.Function<ZoneOffset, String> text) {
    parts.add((time, zone, out) -> out.append(zone == null ? "" : text.apply(zone)));
  }
}
