package dev.tidemark.manifest.template;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/** What was read of a date so far; what is not read keeps the value that Python assumes. */
final class ParsedTime {
  int year = 1900;
  int month = 1;
  int day = 1;
  int hour;
  int halfHour;
  boolean afternoon;
  int minute;
  int second;
  int micros;
  int dayOfYear;
  int isoYear;
  int isoWeek;
  int weekday = 1;
  ZoneOffset zone = ZoneOffset.UTC;

  /** Two digits: 69 to 99 are of the last century. */
  void shortYear(int value) {
    year = value + (value < 69 ? 2000 : 1900);
  }

  /** Takes back what {@code %I} said before. */
  void hourOfDay(int value) {
    hour = value;
    halfHour = 0;
  }

  /** Null where there is no such day or second. */
  OffsetDateTime moment() {
    try {
      int hours = halfHour == 0 ? hour : halfHour % 12 + (afternoon ? 12 : 0);
      LocalTime time = LocalTime.of(hours, minute, second, micros * 1_000);
      return OffsetDateTime.of(date(), time, zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private LocalDate date() {
    if (isoYear > 0 && isoWeek > 0) {
      return LocalDate.of(isoYear, 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, isoWeek)
          .with(DayOfWeek.of(weekday));
    }
    if (year == 0) {
      throw new DateTimeException("year 0 is out of range");
    }
    return dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
  }
}
