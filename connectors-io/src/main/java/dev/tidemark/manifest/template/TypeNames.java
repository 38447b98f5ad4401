package dev.tidemark.manifest.template;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;

/** What Python calls the type of a value. */
final class TypeNames {
  private TypeNames() {}

  static String of(Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (Numbers.isInteger(value)) {
      return "int";
    }
    return Numbers.isFloat(value) ? "float" : ofObject(value);
  }

  private static String ofObject(Object value) {
    if (value instanceof Tuple) {
      return "tuple";
    }
    if (value instanceof List) {
      return "list";
    }
    if (Dictionaries.is(value)) {
      return "dict";
    }
    if (value instanceof OffsetDateTime) {
      return "datetime.datetime";
    }
    if (value instanceof LocalDate) {
      return "datetime.date";
    }
    if (value instanceof LocalTime) {
      return "datetime.time";
    }
    if (value instanceof IsoDuration duration) {
      return duration.isCalendar() ? "Duration" : "datetime.timedelta";
    }
    return value.getClass().getSimpleName();
  }
}
