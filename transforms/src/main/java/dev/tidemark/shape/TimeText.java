package dev.tidemark.shape;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Reads the ways in which APIs write a time: ISO 8601 with {@code T} or a blank, with or without
 * seconds, fraction and zone ({@code Z}, {@code +02:00}, {@code +0200}, {@code +02}, {@code UTC}),
 * a date alone, and RFC 2822.
 *
 * <p>Written by hand because this is the most expensive step of the row path otherwise: parsing
 * with {@code java.time} costs about twenty times as much. One instance serves one thread; the
 * outcome of {@link #parse} is read from it.
 */
public final class TimeText {
  /** In microseconds. */
  public static final long DAY = 86_400_000_000L;

  /** In minutes; no place on earth is further from UTC than 14 hours, java.time allows 18. */
  private static final int MAX_OFFSET = 18 * 60;

  private static final List<String> WEEKDAYS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private String text;
  private int at;
  private long micros;
  private boolean hasZone;
  private boolean hasTime;
  private boolean truncated;

  /** True if {@code text} is a date or a time; the getters then tell what was read. */
  public boolean parse(String text) {
    this.text = text;
    at = 0;
    hasZone = false;
    hasTime = false;
    truncated = false;
    return iso() || mail();
  }

  /** Microseconds since the epoch; a time without a zone counts as UTC. */
  public long micros() {
    return micros;
  }

  public boolean hasZone() {
    return hasZone;
  }

  /** False for a date alone. */
  public boolean hasTime() {
    return hasTime;
  }

  /** Whether digits beyond microseconds were cut off. */
  public boolean truncated() {
    return truncated;
  }

  /** Days since the epoch. */
  public long days() {
    return Math.floorDiv(micros, DAY);
  }

  public boolean isMidnight() {
    return Math.floorMod(micros, DAY) == 0;
  }

  /** Micros of the day for {@code HH:mm[:ss[.fraction]]}, or -1. */
  public long parseTimeOfDay(String text) {
    this.text = text;
    at = 0;
    truncated = false;
    long time = clock();
    return at == text.length() ? time : -1;
  }

  /** Canonical text of a timestamp: {@code yyyy-MM-dd HH:mm:ss[.SSSSSS]}. */
  public static String format(long micros) {
    StringBuilder out = new StringBuilder(26);
    appendDate(out, Math.floorDiv(micros, DAY)).append(' ');
    long rest = Math.floorMod(micros, DAY);
    appendTime(out, rest);
    if (rest % 1_000_000 == 0) {
      out.setLength(out.length() - 7);
    }
    return out.toString();
  }

  /** Appends {@code yyyy-MM-dd}. */
  public static StringBuilder appendDate(StringBuilder out, long epochDay) {
    return out.append(LocalDate.ofEpochDay(epochDay));
  }

  /** Appends {@code HH:mm:ss.SSSSSS}. */
  public static StringBuilder appendTime(StringBuilder out, long microsOfDay) {
    pair(out, microsOfDay / 3_600_000_000L).append(':');
    pair(out, microsOfDay / 60_000_000 % 60).append(':');
    pair(out, microsOfDay / 1_000_000 % 60).append('.');
    long fraction = microsOfDay % 1_000_000;
    pair(out, fraction / 10_000);
    pair(out, fraction / 100 % 100);
    return pair(out, fraction % 100);
  }

  private static StringBuilder pair(StringBuilder out, long value) {
    return out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  private boolean iso() {
    int year = digits(4);
    if (year < 1 || !take('-')) {
      return false;
    }
    int month = digits(2);
    if (month < 1 || month > 12 || !take('-')) {
      return false;
    }
    int day = digits(2);
    if (day < 1 || day > daysIn(year, month)) {
      return false;
    }
    micros = epochDay(year, month, day) * DAY;
    if (at == text.length()) {
      return true;
    }
    if (!take('T') && !take(' ') && !take('t')) {
      return false;
    }
    long time = clock();
    hasTime = true;
    micros += time;
    return time >= 0 && zone();
  }

  /** Micros of the day, or -1. */
  private long clock() {
    int hour = digits(2);
    if (hour < 0 || hour > 23 || !take(':')) {
      return -1;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59) {
      return -1;
    }
    long seconds = (hour * 60L + minute) * 60;
    if (!take(':')) {
      return seconds * 1_000_000;
    }
    int second = digits(2);
    // 60 is a leap second; it becomes the first of the next minute.
    if (second < 0 || second > 60) {
      return -1;
    }
    long fraction = fraction();
    return fraction < 0 ? -1 : (seconds + second) * 1_000_000 + fraction;
  }

  /** Micros of the second, or -1. */
  private long fraction() {
    if (!take('.') && !take(',')) {
      return 0;
    }
    long value = 0;
    int read = 0;
    if (at == text.length() || !isDigit(text.charAt(at))) {
      return -1;
    }
    for (; at < text.length() && isDigit(text.charAt(at)); at++, read++) {
      if (read < 6) {
        value = value * 10 + text.charAt(at) - '0';
      } else if (text.charAt(at) != '0') {
        truncated = true;
      }
    }
    for (int i = read; i < 6; i++) {
      value *= 10;
    }
    return value;
  }

  private boolean zone() {
    if (at == text.length()) {
      return true;
    }
    hasZone = true;
    take(' ');
    if (take('Z') || take('z')) {
      return at == text.length();
    }
    if (text.startsWith("UTC", at) || text.startsWith("GMT", at)) {
      return at + 3 == text.length();
    }
    boolean east = take('+');
    if (!east && !take('-')) {
      return false;
    }
    int hours = digits(2);
    boolean hoursOnly = at == text.length();
    take(':');
    int minutes = hoursOnly ? 0 : digits(2);
    int offset = hours * 60 + minutes;
    if (hours < 0 || minutes < 0 || minutes > 59 || offset > MAX_OFFSET || at != text.length()) {
      return false;
    }
    micros -= (east ? offset : -offset) * 60_000_000L;
    return true;
  }

  /** RFC 2822: {@code Fri, 24 May 2019 17:44:50 +0000}; weekday and seconds may be missing. */
  private boolean mail() {
    at = 0;
    truncated = false;
    int comma = text.indexOf(',');
    int weekday = comma == 3 ? word(WEEKDAYS) : 0;
    if (comma >= 0 && (weekday == 0 || !take(',') || !take(' '))) {
      return false;
    }
    int day = digits(at + 1 < text.length() && isDigit(text.charAt(at + 1)) ? 2 : 1);
    int month = take(' ') ? word(MONTHS) : 0;
    int year = take(' ') ? digits(4) : 0;
    if (month < 1 || year < 1 || day < 1 || day > daysIn(year, month) || !take(' ')) {
      return false;
    }
    long days = epochDay(year, month, day);
    long time = clock();
    micros = days * DAY + time;
    hasTime = true;
    boolean rightWeekday = weekday == 0 || Math.floorMod(days + 3, 7) + 1 == weekday;
    return time >= 0 && rightWeekday && zone() && hasZone;
  }

  /** Place of the next three letters in a list of words, from 1; 0 if they are not in it. */
  private int word(List<String> words) {
    if (at + 3 > text.length()) {
      return 0;
    }
    String word = text.substring(at, at + 3).toLowerCase(Locale.ROOT);
    at += 3;
    return words.indexOf(word) + 1;
  }

  /** The next {@code count} digits as a number, or -1. */
  private int digits(int count) {
    if (at + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int end = at + count; at < end; at++) {
      char c = text.charAt(at);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Days since the epoch of a date in the Gregorian calendar, counted from a March-based year. */
  private static long epochDay(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }
}
