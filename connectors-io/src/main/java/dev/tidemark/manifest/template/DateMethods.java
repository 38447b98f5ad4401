package dev.tidemark.manifest.template;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The methods and properties of dates, and of times of day. */
final class DateMethods {
  static final Map<String, Member> ALL = new HashMap<>();
  static final Map<String, Member> OF_TIMES = new HashMap<>();

  private static final long DAYS_BEFORE_1970 = 719_163;

  static {
    property("year", LocalDate::getYear);
    property("month", LocalDate::getMonthValue);
    property("day", LocalDate::getDayOfMonth);
    add("strftime", "format", call -> strftime(date(call), call.text(0)));
    add("isoformat", "", call -> date(call).toString());
    add("weekday", "", call -> date(call).getDayOfWeek().getValue() - 1L);
    add("isoweekday", "", call -> (long) date(call).getDayOfWeek().getValue());
    add("isocalendar", "", call -> isoCalendar(date(call)));
    add("toordinal", "", call -> ordinal(date(call)));
    add("ctime", "", call -> strftime(date(call), "%a %b %e %H:%M:%S %Y"));
    add("replace", "year? month? day?", DateMethods::replace);
    timeProperty("hour", LocalTime::getHour);
    timeProperty("minute", LocalTime::getMinute);
    timeProperty("second", LocalTime::getSecond);
    timeProperty("microsecond", time -> time.get(ChronoField.MICRO_OF_SECOND));
    Member.method(
        OF_TIMES,
        "isoformat",
        "timespec?",
        call -> PythonTimes.timeText((LocalTime) call.subject(), call.text(0, "auto")));
    Member.method(
        OF_TIMES,
        "strftime",
        "format",
        call ->
            Strftime.of(call.text(0))
                .format(((LocalTime) call.subject()).atDate(LocalDate.of(1900, 1, 1)), null));
  }

  private DateMethods() {}

  private static void add(String name, String parameters, Function.Body body) {
    Member.method(ALL, name, parameters, body);
  }

  private static void property(String name, ToLongFunction<LocalDate> property) {
    Member.property(ALL, name, date -> property.applyAsLong((LocalDate) date));
  }

  private static void timeProperty(String name, ToLongFunction<LocalTime> property) {
    Member.property(OF_TIMES, name, time -> property.applyAsLong((LocalTime) time));
  }

  private static LocalDate date(Invocation call) {
    return (LocalDate) call.subject();
  }

  static String strftime(LocalDate date, String format) {
    return Strftime.of(format).format(date.atStartOfDay(), null);
  }

  static Tuple isoCalendar(LocalDate date) {
    return Tuple.of(
        (long) date.get(IsoFields.WEEK_BASED_YEAR),
        (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
        (long) date.getDayOfWeek().getValue());
  }

  static long ordinal(LocalDate date) {
    return date.toEpochDay() + DAYS_BEFORE_1970;
  }

  private static LocalDate replace(Invocation call) {
    LocalDate date = date(call);
    try {
      return LocalDate.of(
          call.integer(0, date.getYear()),
          call.integer(1, date.getMonthValue()),
          call.integer(2, date.getDayOfMonth()));
    } catch (DateTimeException e) {
      throw new EvaluationProblem("there is no such date: " + e.getMessage(), e);
    }
  }
}
