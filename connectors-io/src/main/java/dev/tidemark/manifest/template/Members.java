package dev.tidemark.manifest.template;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The methods and properties of every type. */
final class Members {
  private Members() {}

  /** Null where the type has no such member. */
  static Member find(Object owner, String name) {
    return of(owner).get(name);
  }

  /** Whether the name means a method on dicts, or an attribute that the sandbox hides. */
  static boolean mayBelongToDict(String name) {
    return DictMethods.ALL.containsKey(name) || name.startsWith("__");
  }

  private static Map<String, Member> of(Object owner) {
    if (owner instanceof String) {
      return TextMethods.ALL;
    }
    if (owner instanceof Tuple) {
      return ListMethods.OF_TUPLES;
    }
    if (owner instanceof List) {
      return ListMethods.ALL;
    }
    if (Dictionaries.is(owner)) {
      return DictMethods.ALL;
    }
    if (owner instanceof OffsetDateTime) {
      return DatetimeMethods.ALL;
    }
    if (owner instanceof LocalDate) {
      return DateMethods.ALL;
    }
    if (owner instanceof LocalTime) {
      return DateMethods.OF_TIMES;
    }
    if (owner instanceof IsoDuration) {
      return NumberMethods.OF_DURATIONS;
    }
    if (Numbers.isWhole(owner)) {
      return NumberMethods.OF_INTEGERS;
    }
    return Numbers.isFloat(owner) ? NumberMethods.OF_FLOATS : Map.of();
  }
}
