package dev.tidemark.manifest.template;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The methods and properties of datetimes. */
final class DatetimeMethods {
  static final Map<String, Member> ALL = new HashMap<>();

  static {
    property("year", OffsetDateTime::getYear);
    property("month", OffsetDateTime::getMonthValue);
    property("day", OffsetDateTime::getDayOfMonth);
    property("hour", OffsetDateTime::getHour);
    property("minute", OffsetDateTime::getMinute);
    property("second", OffsetDateTime::getSecond);
    property("microsecond", time -> time.getNano() / 1_000);
    property("fold", time -> 0);
    Member.property(
        ALL, "tzinfo", time -> PythonTimes.zoneName(((OffsetDateTime) time).getOffset()));
    add("strftime", "format", call -> strftime(time(call), call.text(0)));
    add("isoformat", "sep? timespec?", DatetimeMethods::isoFormat);
    add("timestamp", "", call -> time(call).toEpochSecond() + time(call).getNano() / 1e9);
    add("date", "", call -> time(call).toLocalDate());
    add("time", "", call -> time(call).toLocalTime());
    add("weekday", "", call -> time(call).getDayOfWeek().getValue() - 1L);
    add("isoweekday", "", call -> (long) time(call).getDayOfWeek().getValue());
    add("isocalendar", "", call -> DateMethods.isoCalendar(time(call).toLocalDate()));
    add("toordinal", "", call -> DateMethods.ordinal(time(call).toLocalDate()));
    add("ctime", "", call -> strftime(time(call), "%a %b %e %H:%M:%S %Y"));
    add(
        "utcoffset",
        "",
        call -> IsoDuration.of(Duration.ofSeconds(time(call).getOffset().getTotalSeconds())));
    add("tzname", "", call -> PythonTimes.zoneName(time(call).getOffset()));
    add("astimezone", "", call -> time(call).withOffsetSameInstant(ZoneOffset.UTC));
    add(
        "replace",
        "year? month? day? hour? minute? second? microsecond?",
        DatetimeMethods::replace);
  }

  private DatetimeMethods() {}

  private static void add(String name, String parameters, Function.Body body) {
    Member.method(ALL, name, parameters, body);
  }

  private static void property(String name, ToLongFunction<OffsetDateTime> property) {
    Member.property(ALL, name, time -> property.applyAsLong((OffsetDateTime) time));
  }

  private static OffsetDateTime time(Invocation call) {
    return (OffsetDateTime) call.subject();
  }

  static String strftime(OffsetDateTime time, String format) {
    return Strftime.of(format).format(time.toLocalDateTime(), time.getOffset());
  }

  private static String isoFormat(Invocation call) {
    String separator = call.text(0, "T");
    if (separator.length() != 1) {
      throw new TypeTrouble("isoformat() argument 1 must be a unicode character");
    }
    return PythonTimes.isoText(time(call), separator.charAt(0), call.text(1, "auto"));
  }

  private static OffsetDateTime replace(Invocation call) {
    OffsetDateTime time = time(call);
    try {
      return OffsetDateTime.of(
          call.integer(0, time.getYear()),
          call.integer(1, time.getMonthValue()),
          call.integer(2, time.getDayOfMonth()),
          call.integer(3, time.getHour()),
          call.integer(4, time.getMinute()),
          call.integer(5, time.getSecond()),
          Math.multiplyExact(call.integer(6, time.getNano() / 1_000), 1_000),
          time.getOffset());
    } catch (DateTimeException | ArithmeticException e) {
      throw new EvaluationProblem("there is no such date or time: " + e.getMessage(), e);
    }
  }
}
