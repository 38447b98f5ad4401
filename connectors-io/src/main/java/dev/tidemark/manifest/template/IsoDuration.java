package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as {@code P1M}, {@code P10D} or {@code PT0.001S} says it.
 *
 * <pre>{@code
 * OffsetDateTime cut = IsoDuration.parse("P1M").addTo(start);
 * }</pre>
 *
 * With years or months it is a calendar duration: months are added first, the day is clipped to the
 * end of the month, then the rest is added. Without, it is a fixed length, exact to a microsecond.
 */
public record IsoDuration(int years, int months, Duration time) {
  /** No time at all. */
  public static final IsoDuration ZERO = new IsoDuration(0, 0, Duration.ZERO);

  private static final String NUMBER = "([0-9]+(?:[,.][0-9]+)?)";
  private static final Pattern ISO =
      Pattern.compile(
          "([+-])?P(?=.)(?:%sY)?(?:%sM)?(?:%sW)?(?:%sD)?(?:T(?:%sH)?(?:%sM)?(?:%sS)?)?"
              .replace("%s", NUMBER));
  private static final long[] UNIT_SECONDS = {7 * 86_400, 86_400, 3_600, 60, 1};

  /** A fixed length, cut to microseconds. */
  public static IsoDuration of(Duration time) {
    return new IsoDuration(0, 0, time.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * Reads an ISO 8601 duration.
   *
   * @throws EvaluationProblem if the text is none, or its years or months are no whole numbers
   */
  public static IsoDuration parse(String text) {
    Matcher parts = ISO.matcher(text);
    if (!parts.matches()) {
      throw new EvaluationProblem(
          EvaluationProblem.quote(text) + " is no ISO 8601 duration such as P1D or PT1H");
    }
    BigDecimal seconds = BigDecimal.ZERO;
    for (int i = 0; i < UNIT_SECONDS.length; i++) {
      seconds =
          seconds.add(number(parts.group(i + 4)).multiply(BigDecimal.valueOf(UNIT_SECONDS[i])));
    }
    try {
      IsoDuration duration =
          new IsoDuration(
              number(parts.group(2)).intValueExact(),
              number(parts.group(3)).intValueExact(),
              ofSeconds(seconds));
      return "-".equals(parts.group(1)) ? duration.negated() : duration;
    } catch (ArithmeticException e) {
      throw new EvaluationProblem(
          EvaluationProblem.quote(text) + " has a part that is too large or not whole", e);
    }
  }

  private static BigDecimal number(String text) {
    return text == null ? BigDecimal.ZERO : new BigDecimal(text.replace(',', '.'));
  }

  private static Duration ofSeconds(BigDecimal seconds) {
    long micros = seconds.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /** Whether its length depends on the month it is added to. */
  public boolean isCalendar() {
    return years != 0 || months != 0;
  }

  public OffsetDateTime addTo(OffsetDateTime start) {
    return inCalendar(() -> start.plusMonths(totalMonths()).plus(time), moment -> moment.getYear());
  }

  public OffsetDateTime subtractFrom(OffsetDateTime end) {
    return negated().addTo(end);
  }

  /** A date moves by whole days only; hours are lost. */
  LocalDate addTo(LocalDate start) {
    return shift(start, totalMonths(), wholeDays());
  }

  /** Not the same as adding the opposite: a day and an hour take one day away, not two. */
  LocalDate subtractFrom(LocalDate end) {
    return shift(end, -totalMonths(), -wholeDays());
  }

  private static LocalDate shift(LocalDate date, long months, long days) {
    return inCalendar(() -> date.plusMonths(months).plusDays(days), moment -> moment.getYear());
  }

  /** Python's calendar has the years 1 to 9999. */
  private static <T> T inCalendar(Supplier<T> sum, ToLongFunction<T> year) {
    try {
      T moment = sum.get();
      if (year.applyAsLong(moment) >= 1 && year.applyAsLong(moment) <= 9999) {
        return moment;
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new EvaluationProblem("the date value is out of range", e);
    }
    throw new EvaluationProblem("the date value is out of range");
  }

  private long wholeDays() {
    return Math.floorDiv(time.toSeconds(), 86_400L);
  }

  IsoDuration negated() {
    return new IsoDuration(-years, -months, time.negated());
  }

  IsoDuration plus(IsoDuration other) {
    return new IsoDuration(
        Math.addExact(years, other.years),
        Math.addExact(months, other.months),
        time.plus(other.time));
  }

  IsoDuration times(long factor) {
    return new IsoDuration(
        Math.toIntExact(years * factor),
        Math.toIntExact(months * factor),
        time.multipliedBy(factor));
  }

  private long totalMonths() {
    return years * 12L + months;
  }

  long micros() {
    return Math.addExact(
        Math.multiplyExact(time.toSeconds(), 1_000_000L), time.toNanosPart() / 1_000);
  }

  double seconds() {
    return micros() / 1e6;
  }

  /** As Python prints a timedelta: {@code 1 day, 2:03:04}. */
  @Override
  public String toString() {
    String fixed = fixedText();
    String inYears = years == 0 ? "" : years + " years, ";
    String inMonths = months == 0 ? "" : months + (months <= 1 ? " month, " : " months, ");
    return inYears + inMonths + fixed;
  }

  private String fixedText() {
    long days = Math.floorDiv(time.toSeconds(), 86_400L);
    int second = Math.floorMod(time.toSeconds(), 86_400);
    String text =
        second / 3600
            + ":"
            + Digits.padded(second / 60 % 60, 2)
            + ":"
            + Digits.padded(second % 60, 2);
    int micros = time.toNanosPart() / 1_000;
    String fraction = micros == 0 ? "" : "." + Digits.padded(micros, 6);
    String lead = days == 0 ? "" : days + (Math.abs(days) == 1 ? " day, " : " days, ");
    return lead + text + fraction;
  }
}
