package dev.tidemark.manifest.template;

import java.util.List;

/** The names that {@code %a %A %b %B %p} read and write, in the C locale. */
final class CalendarNames {
  /** Monday first. */
  static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  static final List<String> SHORT_DAYS = cut(DAYS);
  static final List<String> SHORT_MONTHS = cut(MONTHS);
  static final List<String> HALVES = List.of("AM", "PM");

  private CalendarNames() {}

  private static List<String> cut(List<String> names) {
    return names.stream().map(name -> name.substring(0, 3)).toList();
  }
}
