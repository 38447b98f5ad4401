package dev.tidemark.manifest.template;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Dates and times in the words of Python's datetime module. */
final class PythonTimes {
  private PythonTimes() {}

  static String isoText(OffsetDateTime time, char separator, String precision) {
    return time.toLocalDate().toString()
        + separator
        + timeText(time.toLocalTime(), precision)
        + offsetText(time.getOffset(), ":");
  }

  /**
   * The time of day, as precise as told: hours, minutes, seconds, milliseconds, microseconds or
   * auto.
   */
  static String timeText(LocalTime time, String precision) {
    String seconds =
        two(time.getHour()) + ":" + two(time.getMinute()) + ":" + two(time.getSecond());
    int micros = time.getNano() / 1_000;
    return switch (precision) {
      case "auto" -> micros == 0 ? seconds : seconds + "." + Digits.padded(micros, 6);
      case "hours" -> seconds.substring(0, 2);
      case "minutes" -> seconds.substring(0, 5);
      case "seconds" -> seconds;
      case "milliseconds" -> seconds + "." + Digits.padded(micros / 1_000, 3);
      case "microseconds" -> seconds + "." + Digits.padded(micros, 6);
      default -> throw new EvaluationProblem("unknown timespec value '" + precision + "'");
    };
  }

  /**
   * The offset as {@code +02:00}, or {@code +0200} without a colon; seconds only where there are
   * some.
   */
  static String offsetText(ZoneOffset offset, String colon) {
    int seconds = Math.abs(offset.getTotalSeconds());
    String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
    String text = sign + two(seconds / 3600) + colon + two(seconds / 60 % 60);
    return seconds % 60 == 0 ? text : text + colon + two(seconds % 60);
  }

  private static String two(int number) {
    return Digits.padded(number, 2);
  }

  static String zoneName(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offsetText(offset, ":");
  }

  /** The repr of what is no JSON value. */
  static String repr(Object value) {
    if (value instanceof OffsetDateTime time) {
      return "datetime.datetime("
          + dateArguments(time.toLocalDate())
          + ", "
          + timeArguments(time.toLocalTime())
          + ", tzinfo="
          + zoneRepr(time.getOffset())
          + ")";
    }
    if (value instanceof LocalDate date) {
      return "datetime.date(" + dateArguments(date) + ")";
    }
    if (value instanceof LocalTime time) {
      return "datetime.time(" + timeArguments(time) + ")";
    }
    if (value instanceof IsoDuration duration) {
      return durationRepr(duration);
    }
    return value instanceof Undefined ? "Undefined" : value.toString();
  }

  private static String dateArguments(LocalDate date) {
    return date.getYear() + ", " + date.getMonthValue() + ", " + date.getDayOfMonth();
  }

  private static String timeArguments(LocalTime time) {
    String text = time.getHour() + ", " + time.getMinute();
    int micros = time.getNano() / 1_000;
    if (time.getSecond() != 0 || micros != 0) {
      text += ", " + time.getSecond();
    }
    return micros == 0 ? text : text + ", " + micros;
  }

  private static String zoneRepr(ZoneOffset offset) {
    return offset.equals(ZoneOffset.UTC)
        ? "datetime.timezone.utc"
        : "datetime.timezone("
            + durationRepr(IsoDuration.of(Duration.ofSeconds(offset.getTotalSeconds())))
            + ")";
  }

  private static String durationRepr(IsoDuration duration) {
    long days = Math.floorDiv(duration.time().toSeconds(), 86_400L);
    int seconds = Math.floorMod(duration.time().toSeconds(), 86_400);
    int micros = duration.time().toNanosPart() / 1_000;
    String parts =
        (days == 0 ? "" : ", days=" + days)
            + (seconds == 0 ? "" : ", seconds=" + seconds)
            + (micros == 0 ? "" : ", microseconds=" + micros);
    String fixed = "datetime.timedelta(" + (parts.isEmpty() ? "0" : parts.substring(2)) + ")";
    return duration.isCalendar()
        ? "isodate.duration.Duration("
            + fixed
            + ", years="
            + duration.years()
            + ", months="
            + duration.months()
            + ")"
        : fixed;
  }
}
