package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.Timeline;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many customers there were at the end of each interval: those made until then, less a share
 * that had left. A day's number is the same in every interval that ends on it.
 */
final class CustomerCounts {
  private static final int MOST_ROWS = 100_000;

  private final Dice dice;

  CustomerCounts(long seed) {
    this.dice = Dice.of(seed, "customer counts");
  }

  /** One row for each interval from the one of start-date to the one of end-date. */
  RecordSet between(Timeline customers, Interval interval, Map<String, String> parameters) {
    LocalDate lastMade = customers.end().atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate first = ChartMogulData.FIRST.atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate start = interval.lastDay(date(parameters, "start-date", first));
    LocalDate end = interval.lastDay(date(parameters, "end-date", lastMade));
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = start; !day.isAfter(end); day = interval.lastDay(day.plusDays(1))) {
      days.add(day);
      if (days.size() > MOST_ROWS) {
        throw new BadParameter("start-date", "is too long ago");
      }
    }
    return RecordSet.all(
        days.size(),
        (position, sink) -> {
          LocalDate day = days.get(position);
          long now = count(customers, day);
          sink.text("date", day.toString());
          sink.number("customers", now);
          long before = position == 0 ? now : count(customers, days.get(position - 1));
          sink.value("percentage-change", change(before, now));
        });
  }

  /** The change in per cent with two digits; null from nothing to something. */
  static Double change(long before, long now) {
    if (before == now) {
      return 0.0;
    }
    return before == 0 ? null : Math.round((now - before) * 10_000.0 / before) / 100.0;
  }

  private long count(Timeline customers, LocalDate day) {
    long made = customers.countBefore(day.plusDays(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC));
    return made - made * dice.pick(day.toEpochDay(), 0, 50) / 1_000;
  }

  private static LocalDate date(Map<String, String> parameters, String name, LocalDate otherwise) {
    String text = parameters.get(name);
    try {
      return text == null ? otherwise : DateForm.read(text).atOffset(ZoneOffset.UTC).toLocalDate();
    } catch (DateTimeException e) {
      throw new BadParameter(name, "'" + text + "' is not a date");
    }
  }
}
