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
    Object sum = null;
    if (a instanceof IsoDuration duration) {
      sum = shift(b, duration);
    } else if (b instanceof IsoDuration duration) {
      sum = shift(a, duration);
    }
    return orUnsupported(sum, a, b, "+");
  }

  static Object subtract(Object a, Object b) {
    if (a instanceof IsoDuration left && b instanceof IsoDuration right) {
      return left.plus(right.negated());
    }
    Object difference = null;
    if (a instanceof LocalDate date && b instanceof IsoDuration duration) {
      difference = duration.subtractFrom(date);
    } else if (b instanceof IsoDuration duration) {
      difference = shift(a, duration.negated());
    } else if (a instanceof OffsetDateTime left && b instanceof OffsetDateTime right) {
      difference = IsoDuration.of(Duration.between(right, left));
    } else if (a instanceof LocalDate left && b instanceof LocalDate right) {
      difference = IsoDuration.of(Duration.ofDays(ChronoUnit.DAYS.between(right, left)));
    }
    return orUnsupported(difference, a, b, "-");
  }

  private static Object orUnsupported(Object result, Object a, Object b, String operator) {
    if (result == null) {
      throw Arithmetic.unsupported(a, b, operator);
    }
    return result;
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

  /** Null for what is neither a datetime nor a date. */
  private static Object shift(Object moment, IsoDuration by) {
    if (moment instanceof OffsetDateTime time) {
      return by.addTo(time);
    }
    return moment instanceof LocalDate date ? by.addTo(date) : null;
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
