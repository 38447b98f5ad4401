package dev.tidemark.manifest.template;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strict ISO 8601: calendar, week and ordinal dates, any one character before the time. */
public final class IsoDatetimes {
  private static final Pattern CALENDAR =
      Pattern.compile("(\\d{4})(?:$|-(\\d\\d)(?:$|-(\\d\\d))|(\\d\\d)(\\d\\d))");
  private static final Pattern WEEK = Pattern.compile("(\\d{4})(-?)W(\\d\\d)(?:\\2(\\d))?");
  private static final Pattern ORDINAL = Pattern.compile("(\\d{4})-?(\\d{3})(?!\\d)");
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d\\d)(?::(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?|(\\d\\d)(?:(\\d\\d)(?:[.,](\\d+))?)?)?"
              + "([Zz]|[+-]\\d\\d(?::?[0-5]\\d)?)?");

  private IsoDatetimes() {}

  /** The moment in UTC; without an offset it is taken for UTC. */
  public static OffsetDateTime parse(String text) {
    try {
      OffsetDateTime moment = read(text);
      if (moment != null) {
        return moment.withOffsetSameInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException e) {
      throw new EvaluationProblem(
          EvaluationProblem.quote(text) + " is no ISO 8601 date or time: " + e.getMessage(), e);
    }
    throw new EvaluationProblem(EvaluationProblem.quote(text) + " is no ISO 8601 date or time");
  }

  private static OffsetDateTime read(String text) {
    for (Pattern form : List.of(WEEK, ORDINAL, CALENDAR)) {
      Matcher date = form.matcher(text);
      if (date.lookingAt()) {
        return read(text, day(form, date), date.end());
      }
    }
    return null;
  }

  private static LocalDate day(Pattern form, Matcher date) {
    if (form.equals(WEEK)) {
      return week(date);
    }
    return form.equals(ORDINAL)
        ? LocalDate.ofYearDay(number(date.group(1)), number(date.group(2)))
        : calendar(date);
  }

  private static OffsetDateTime read(String text, LocalDate day, int end) {
    if (day.getYear() == 0) {
      return null;
    }
    return end == text.length()
        ? day.atStartOfDay().atOffset(ZoneOffset.UTC)
        : withTime(day, text.substring(end + 1));
  }

  private static LocalDate week(Matcher date) {
    return LocalDate.of(number(date.group(1)), 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(date.group(3)))
        .with(DayOfWeek.of(date.group(4) == null ? 1 : number(date.group(4))));
  }

  private static LocalDate calendar(Matcher date) {
    int month = number(date.group(2) == null ? date.group(4) : date.group(2), 1);
    int day = number(date.group(3) == null ? date.group(5) : date.group(3), 1);
    return LocalDate.of(number(date.group(1)), month, day);
  }

  private static OffsetDateTime withTime(LocalDate date, String text) {
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    int hour = number(parts.group(1));
    int minute = number(parts.group(2) == null ? parts.group(5) : parts.group(2), 0);
    int second = number(parts.group(3) == null ? parts.group(6) : parts.group(3), 0);
    int micros = micros(parts.group(4) == null ? parts.group(7) : parts.group(4));
    boolean nextDay = hour == 24 && minute == 0 && second == 0 && micros == 0;
    LocalTime time = LocalTime.of(nextDay ? 0 : hour, minute, second, micros * 1_000);
    return OffsetDateTime.of(nextDay ? date.plusDays(1) : date, time, offset(parts.group(8)));
  }

  /** Digits past the sixth are cut off. */
  private static int micros(String fraction) {
    return fraction == null ? 0 : number((fraction + "000000").substring(0, 6));
  }

  private static ZoneOffset offset(String text) {
    if (text == null || text.equalsIgnoreCase("Z")) {
      return ZoneOffset.UTC;
    }
    String digits = text.substring(1).replace(":", "");
    int minutes =
        number(digits.substring(0, 2)) * 60
            + number(digits.length() > 2 ? digits.substring(2) : "0");
    return ZoneOffset.ofTotalSeconds((text.charAt(0) == '-' ? -minutes : minutes) * 60);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static int number(String digits, int fallback) {
    return digits == null ? fallback : Integer.parseInt(digits);
  }
}
