package dev.tidemark.manifest.cursor;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.template.PythonText;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;

/** Moves moments to where a day, a week or a month begins. */
final class Clamping {
  private enum Unit {
    NONE,
    DAY,
    WEEK,
    MONTH
  }

  private static final Clamping NONE = new Clamping(Unit.NONE, null);
  private static final List<String> UNITS = List.of("DAY", "WEEK", "MONTH");

  private final Unit unit;
  private final DayOfWeek firstDay;

  private Clamping(Unit unit, DayOfWeek firstDay) {
    this.unit = unit;
    this.firstDay = firstDay;
  }

  static Clamping of(Component cursor) {
    return cursor.optional("clamping").map(Clamping::compile).orElse(NONE);
  }

  private static Clamping compile(Component component) {
    String target = component.evaluated("target");
    if (!UNITS.contains(target)) {
      component.flaw("target", "'" + target + "' is none of " + String.join(", ", UNITS));
      return NONE;
    }
    Unit unit = Unit.valueOf(target);
    return new Clamping(unit, unit == Unit.WEEK ? firstDay(component) : null);
  }

  private static DayOfWeek firstDay(Component component) {
    String day = PythonText.str(component.json("target_details").get("weekday"));
    List<String> days = Arrays.stream(DayOfWeek.values()).map(Enum::name).toList();
    if (!days.contains(day)) {
      component.flaw(
          "target_details",
          "must have a weekday, one of " + String.join(", ", days) + ", for WEEK");
      return DayOfWeek.MONDAY;
    }
    return DayOfWeek.valueOf(day);
  }

  boolean isGiven() {
    return unit != Unit.NONE;
  }

  /** What an end lies before the unit's, where the cursor does not say. */
  Duration usualGranularity() {
    return unit == Unit.DAY ? Duration.ofSeconds(1) : Duration.ofDays(1);
  }

  /** The next beginning of a unit; a day that a week or month begins with stays as it is. */
  OffsetDateTime up(OffsetDateTime moment) {
    OffsetDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case NONE -> moment;
      case DAY -> day.equals(moment) ? day : day.plusDays(1);
      case WEEK -> day.with(TemporalAdjusters.nextOrSame(firstDay));
      case MONTH ->
          day.getDayOfMonth() == 1 ? day : day.with(TemporalAdjusters.firstDayOfNextMonth());
    };
  }

  /** The last beginning of a unit. */
  OffsetDateTime down(OffsetDateTime moment) {
    OffsetDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case NONE -> moment;
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(firstDay));
      case MONTH -> day.withDayOfMonth(1);
    };
  }
}
