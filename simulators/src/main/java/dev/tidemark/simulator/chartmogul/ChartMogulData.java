package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.DateForm;
import dev.tidemark.simulator.record.Recipe;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.RenderedBlocks;
import dev.tidemark.simulator.record.Selection;
import dev.tidemark.simulator.record.SelectionMemo;
import dev.tidemark.simulator.record.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The account: customers from 2024 to 2026, twice as many activities, and the counts that follow.
 * Each {@link #grow} adds one day with so many customers and as many activities; nothing that was
 * there before changes.
 */
final class ChartMogulData implements ApiData {
  static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration GROWTH = Duration.ofDays(1);

  /** When each customer was made and when each activity happened: all that ever changes. */
  record State(Timeline customers, Timeline activities) {}

  private final Customers customers;
  private final Activities activities;
  private final Recipe renderedCustomers;
  private final Recipe renderedActivities;
  private final CustomerCounts counts;
  private final SelectionMemo memo = new SelectionMemo();
  private volatile State state;

  ChartMogulData(SimulatorOptions options) {
    int size = options.size();
    state = new State(Timeline.over(size, FIRST, LAST), Timeline.over(2 * size, FIRST, LAST));
    customers = new Customers(options.seed(), position -> state.customers.secondAt(position));
    activities = new Activities(options.seed(), () -> state, customers);
    counts = new CustomerCounts(options.seed());
    renderedCustomers = new RenderedBlocks(customers, () -> state.customers.size(), 4);
    renderedActivities = new RenderedBlocks(activities, () -> state.activities.size(), 8);
  }

  State state() {
    return state;
  }

  Customers customers() {
    return customers;
  }

  Activities activities() {
    return activities;
  }

  @Override
  public synchronized void grow(int count) {
    state =
        new State(
            state.customers.extended(count, GROWTH), state.activities.extendedLate(count, GROWTH));
  }

  @Override
  public RecordSet select(String stream, Map<String, String> parameters) {
    State now = state;
    return switch (stream) {
      case "customers" -> new RecordSet(selectCustomers(now, parameters), renderedCustomers);
      case "activities" -> new RecordSet(selectActivities(now, parameters), renderedActivities);
      default -> count(now, stream, parameters);
    };
  }

  @Override
  public List<String> streams() {
    Stream<String> counts = Arrays.stream(Interval.values()).map(Interval::stream);
    return Stream.concat(Stream.of("customers", "activities"), counts).toList();
  }

  private Selection selectCustomers(State now, Map<String, String> parameters) {
    Selection all = Selection.range(0, now.customers.size());
    CustomerFilter filter = CustomerFilter.of(parameters);
    return filter.isEmpty()
        ? all
        : memo.get(
            List.of(filter, all.size()),
            () -> all.where(position -> filter.holds(customers.record(position))));
  }

  private Selection selectActivities(State now, Map<String, String> parameters) {
    ActivityFilter filter = ActivityFilter.of(parameters);
    int from = now.activities.countBefore(DateForm.secondFrom(filter.from()));
    int to = now.activities.countBefore(filter.secondAfter());
    Selection between = Selection.range(from, to);
    Selection typed =
        filter.type() == null
            ? between
            : memo.get(
                List.of(filter.type(), from, to),
                () -> between.where(at -> activities.typeAt(at).equals(filter.type())));
    return filter.isNewestFirst() ? typed.reversed() : typed;
  }

  private RecordSet count(State now, String stream, Map<String, String> parameters) {
    Interval interval = Interval.ofStream(stream);
    return counts.between(now.customers, interval, parameters);
  }
}
