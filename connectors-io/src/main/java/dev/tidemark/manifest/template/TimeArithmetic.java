package dev.tidemark.manifest.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Arithmetic of datetimes, dates and durations. */
final class TimeArithmetic {
  private TimeArithmetic() {}

  static Object add(Object a, Object b) {
    if (a instanceof IsoDuration left && b instanceof IsoDuration right) {
      return left.plus(right);
    }
    if (a instanceof IsoDuration duration) {
      return shift(b, duration, a, b, "+");
    }
    if (b instanceof IsoDuration duration) {
      return shift(a, duration, a, b, "+");
    }
    throw Arithmetic.unsupported(a, b, "+");
  }

  static Object subtract(Object a, Object b) {
    if (a instanceof IsoDuration left && b instanceof IsoDuration right) {
      return left.plus(right.negated());
    }
    if (a instanceof LocalDate date && b instanceof IsoDuration duration) {
      return duration.subtractFrom(date);
    }
    if (b instanceof IsoDuration duration) {
      return shift(a, duration.negated(), a, b, "-");
    }
    if (a instanceof OffsetDateTime left && b instanceof OffsetDateTime right) {
      return IsoDuration.of(Duration.between(right, left));
    }
    if (a instanceof LocalDate left && b instanceof LocalDate right) {
      return IsoDuration.of(Duration.ofDays(ChronoUnit.DAYS.between(right, left)));
    }
    throw Arithmetic.unsupported(a, b, "-");
  }

  static Object multiply(Object a, Object b) {
    if (a instanceof IsoDuration duration && Numbers.is(b)) {
      return scale(duration, b, a, b);
    }
    if (b instanceof IsoDuration duration && Numbers.is(a)) {
      return scale(duration, a, a, b);
    }
    throw Arithmetic.unsupported(a, b, "*");
  }

  static Object divide(Object a, Object b) {
    if (!(a instanceof IsoDuration left) || left.isCalendar()) {
      throw Arithmetic.unsupported(a, b, "/");
    }
    if (b instanceof IsoDuration right && !right.isCalendar()) {
      return (Double) Calculation.divide(left.seconds(), right.seconds());
    }
    if (!Numbers.is(b)) {
      throw Arithmetic.unsupported(a, b, "/");
    }
    return scaled(left, (Double) Calculation.divide(1L, b));
  }

  private static Object shift(Object moment, IsoDuration by, Object a, Object b, String operator) {
    if (moment instanceof OffsetDateTime time) {
      return by.addTo(time);
    }
    if (moment instanceof LocalDate date) {
      return by.addTo(date);
    }
    throw Arithmetic.unsupported(a, b, operator);
  }

  private static Object scale(IsoDuration duration, Object factor, Object a, Object b) {
    if (Numbers.isWhole(factor)) {
      return duration.times(Numbers.big(factor).longValueExact());
    }
    if (duration.isCalendar()) {
      throw Arithmetic.unsupported(a, b, "*");
    }
    return scaled(duration, Numbers.real(factor));
  }

  private static IsoDuration scaled(IsoDuration duration, double factor) {
    BigDecimal micros =
        BigDecimal.valueOf(duration.micros())
            .multiply(new BigDecimal(factor))
            .setScale(0, RoundingMode.HALF_EVEN);
    return IsoDuration.of(Duration.of(micros.longValueExact(), ChronoUnit.MICROS));
  }
}
