package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.BadParameter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** The intervals of a count, each named by its last day. */
enum Interval {
  DAY("day", "customer_count_daily"),
  WEEK("week", "customer_count_weekly"),
  MONTH("month", "customer_count_monthly"),
  QUARTER("quarter", "customer_count_quarterly");

  private final String word;
  private final String stream;

  Interval(String word, String stream) {
    this.word = word;
    this.stream = stream;
  }

  String stream() {
    return stream;
  }

  static Interval ofStream(String stream) {
    return Arrays.stream(values())
        .filter(interval -> interval.stream.equals(stream))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no stream is named '" + stream + "'"));
  }

  /** By the word of a request; the vendor counts by month when none is sent. */
  static Interval ofWord(String word) {
    return Arrays.stream(values())
        .filter(interval -> interval.word.equals(word == null ? "month" : word))
        .findFirst()
        .orElseThrow(
            () -> new BadParameter("interval", "must be one of day, week, month, quarter"));
  }

  /** The last day of the interval that a day is in. */
  LocalDate lastDay(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
      case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3).minusDays(1);
    };
  }
}
