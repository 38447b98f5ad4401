package dev.tidemark.manifest.template;

import java.util.HashMap;
import java.util.Map;

/** The methods and properties of numbers and of durations. */
final class NumberMethods {
  static final Map<String, Member> OF_INTEGERS = new HashMap<>();
  static final Map<String, Member> OF_FLOATS = new HashMap<>();
  static final Map<String, Member> OF_DURATIONS = new HashMap<>();

  static {
    Member.property(OF_INTEGERS, "real", Arithmetic::positive);
    Member.property(OF_INTEGERS, "imag", number -> 0L);
    Member.property(OF_INTEGERS, "numerator", Arithmetic::positive);
    Member.property(OF_INTEGERS, "denominator", number -> 1L);
    Member.method(
        OF_INTEGERS,
        "bit_length",
        "",
        call -> (long) Numbers.big(call.subject()).abs().bitLength());
    Member.property(OF_FLOATS, "real", number -> number);
    Member.property(OF_FLOATS, "imag", number -> 0.0);
    Member.method(OF_FLOATS, "is_integer", "", call -> isInteger(Numbers.real(call.subject())));
    duration("days", duration -> Math.floorDiv(duration.time().toSeconds(), 86_400L));
    duration("seconds", duration -> Math.floorMod(duration.time().toSeconds(), 86_400L));
    duration("microseconds", duration -> duration.time().toNanosPart() / 1_000L);
    duration("years", duration -> (long) duration.years());
    duration("months", duration -> (long) duration.months());
    Member.method(
        OF_DURATIONS, "total_seconds", "", call -> ((IsoDuration) call.subject()).seconds());
  }

  private NumberMethods() {}

  private static void duration(
      String name, java.util.function.Function<IsoDuration, Object> property) {
    Member.property(OF_DURATIONS, name, duration -> property.apply((IsoDuration) duration));
  }

  private static boolean isInteger(double number) {
    return !Double.isInfinite(number) && number == Math.rint(number);
  }
}
