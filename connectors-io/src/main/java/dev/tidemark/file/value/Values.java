package dev.tidemark.file.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Times and numbers as JSON has them, and the schemas that say so. */
public final class Values {
  private Values() {}

  /** A number; text for what is none. */
  public static Object number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    return BigDecimal.valueOf(value);
  }

  /** With the digits of a float, and not those that a double needs for the same value. */
  public static Object number(float value) {
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      return Float.toString(value);
    }
    return new BigDecimal(Float.toString(value));
  }

  /** A number of 16 bits: sign, exponent of 5 bits, fraction of 10. */
  public static Object half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return number(bits < 0 ? -size : size);
  }

  public static String date(long epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  /**
   * A time of the day.
   *
   * @param digits of the fraction; -1 for six or nine where there is one, and none where not
   */
  public static String time(long nanosOfDay, int digits) {
    StringBuilder text = new StringBuilder(18);
    appendTime(text, LocalTime.ofNanoOfDay(nanosOfDay), digits);
    return text.toString();
  }

  private static String moment(long seconds, long nanos, boolean isUtc, int digits) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(35);
    text.append(time.toLocalDate()).append('T');
    appendTime(text, time.toLocalTime(), digits);
    return text.append(isUtc ? "+00:00" : "").toString();
  }

  /**
   * A moment.
   *
   * @param count of parts of a second since the epoch
   * @param perSecond how many parts a second has
   * @param isUtc whether it is one on the time line, or only what a clock somewhere showed
   * @param digits as for {@link #time}
   */
  public static String timestamp(long count, long perSecond, boolean isUtc, int digits) {
    long nanos = Math.floorMod(count, perSecond) * (1_000_000_000L / perSecond);
    return moment(Math.floorDiv(count, perSecond), nanos, isUtc, digits);
  }

  /** What Spark and Impala wrote before there were timestamps. */
  public static String julianTimestamp(long julianDay, long nanosOfDay) {
    long seconds = (julianDay - 2_440_588) * 86_400 + Math.floorDiv(nanosOfDay, 1_000_000_000L);
    return moment(seconds, Math.floorMod(nanosOfDay, 1_000_000_000L), false, -1);
  }

  private static void appendTime(StringBuilder text, LocalTime time, int digits) {
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    two(text, time.getSecond());
    int nanos = time.getNano();
    int shown = digits >= 0 ? digits : nanos == 0 ? 0 : nanos % 1_000 == 0 ? 6 : 9;
    if (shown > 0) {
      String all = String.valueOf(1_000_000_000L + nanos);
      text.append('.').append(all, 1, 1 + shown);
    }
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
