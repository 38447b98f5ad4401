package dev.tidemark.manifest.template;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The functions of the manifest language. */
final class Macros {
  static final List<Function> ALL =
      List.of(
          Function.of("now_utc", "", Macros::now),
          Function.of("today_utc", "", call -> now(call).toLocalDate()),
          Function.of("today_with_timezone", "timezone", Macros::todayIn),
          Function.of("day_delta", "num_days format?", Macros::dayDelta),
          Function.of("duration", "datestring", call -> IsoDuration.parse(call.text(0))),
          Function.of("format_datetime", "dt format input_format?", Macros::formatDatetime),
          Function.of("str_to_datetime", "s", call -> read(call.at(0), null)),
          Function.of("timestamp", "dt", Macros::timestamp),
          Function.of("max", "...", call -> extreme(call, 1)),
          Function.of("min", "...", call -> extreme(call, -1)),
          Function.of("camel_case_to_snake_case", "value", call -> snakeCase(call.text(0))),
          Function.of("sanitize_url", "value", call -> UrlText.quoteForm(call.text(0))),
          Function.of("generate_uuid", "", call -> UUID.randomUUID().toString()));

  private Macros() {}

  private static OffsetDateTime now(Invocation call) {
    Clock clock = call.frame().scope().clock();
    Instant now = clock == null ? Instant.now() : clock.instant();
    return OffsetDateTime.ofInstant(now.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  private static LocalDate todayIn(Invocation call) {
    String zone = call.text(0);
    try {
      return now(call).atZoneSameInstant(ZoneId.of(zone)).toLocalDate();
    } catch (DateTimeException e) {
      throw new EvaluationProblem(EvaluationProblem.quote(zone) + " is no IANA time zone", e);
    }
  }

  private static String dayDelta(Invocation call) {
    Object days = call.at(0);
    if (!Numbers.is(days)) {
      throw new TypeTrouble("unsupported type for days: " + TypeNames.of(days));
    }
    IsoDuration day = IsoDuration.of(Duration.ofDays(1));
    OffsetDateTime then = ((IsoDuration) TimeArithmetic.multiply(day, days)).addTo(now(call));
    return strftime(then, call.text(1, "%Y-%m-%dT%H:%M:%S.%f%z"));
  }

  /** Datetimes are written as they are; numbers and texts are read first, by default as UTC. */
  private static String formatDatetime(Invocation call) {
    Object given = call.at(0);
    if (given instanceof OffsetDateTime time) {
      return strftime(time, call.text(1));
    }
    String inputFormat = call.has(2) && Truth.of(call.at(2)) ? call.text(2) : null;
    OffsetDateTime moment =
        Numbers.isWhole(given) ? readEpoch(given, inputFormat) : read(given, inputFormat);
    return DateFormats.compile(call.text(1)).format(moment);
  }

  private static OffsetDateTime read(Object given, String format) {
    if (format != null) {
      return strptime(Invocation.text(given), format);
    }
    Undefined.refuse(given);
    if (given instanceof List || Dictionaries.is(given)) {
      throw new EvaluationProblem("a " + TypeNames.of(given) + " is no date");
    }
    return IsoDatetimes.parse(Invocation.text(given));
  }

  private static OffsetDateTime readEpoch(Object given, String format) {
    String count = Numbers.big(given).toString();
    return DateFormats.compile(format == null ? "%s" : format).parse(count);
  }

  /** Python's own: the tokens for epochs are none here. */
  private static OffsetDateTime strptime(String text, String format) {
    DatetimeFormat compiled = DateFormats.compile(format);
    if (!(compiled instanceof PatternFormat) || format.contains("%_ms")) {
      throw new EvaluationProblem(
          "the tokens of '" + format + "' cannot be used as an input format");
    }
    return compiled.parse(text);
  }

  private static String strftime(OffsetDateTime time, String format) {
    LocalDateTime local = time.toLocalDateTime();
    return Strftime.of(format).format(local, time.getOffset());
  }

  private static Object timestamp(Invocation call) {
    Object given = call.at(0);
    if (Numbers.isWhole(given)) {
      return Numbers.normal(Numbers.big(given));
    }
    if (!Numbers.isFloat(given)) {
      OffsetDateTime time = read(given, null);
      return time.toEpochSecond() + time.getNano() / 1e9;
    }
    Object whole = Numbers.truncate(Numbers.real(given));
    if (whole == null) {
      throw new EvaluationProblem("cannot convert " + PythonText.str(given) + " to an integer");
    }
    return whole;
  }

  private static Object extreme(Invocation call, int sign) {
    List<Object> given = call.arguments().positional();
    if (given.isEmpty() || !call.arguments().named().isEmpty()) {
      throw new TypeTrouble("expected one or more arguments, and no named ones");
    }
    List<Object> candidates = given.size() == 1 ? Iteration.list(given.get(0)) : given;
    if (candidates.isEmpty()) {
      throw new EvaluationProblem("max() or min() of an empty sequence");
    }
    Object best = candidates.get(0);
    for (Object candidate : candidates.subList(1, candidates.size())) {
      Integer order = Ordering.compare(candidate, best, sign > 0 ? ">" : "<");
      best = order != null && order * sign > 0 ? candidate : best;
    }
    return best;
  }

  private static String snakeCase(String text) {
    return text.replaceAll("(?<!^)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
