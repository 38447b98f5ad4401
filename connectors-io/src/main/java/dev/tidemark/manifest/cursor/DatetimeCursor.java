package dev.tidemark.manifest.cursor;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cursor that is a time: cuts what is still to be read into intervals. */
final class DatetimeCursor implements Cursor {
  private final String field;
  private final CursorFormats formats;
  private final MinMaxDatetime start;
  private final MinMaxDatetime end;
  private final CursorStep step;
  private final RequestOption startOption;
  private final RequestOption endOption;
  private final String startName;
  private final String endName;
  private final boolean isDataFeed;
  private final boolean filtersItself;
  private final boolean isGlobal;

  DatetimeCursor(Component component, Optional<String> chosen) {
    field =
        chosen
            .filter(choice -> component.flag("allow_catalog_defined_cursor_field"))
            .orElseGet(() -> component.evaluated("cursor_field"));
    formats = new CursorFormats(component);
    start = MinMaxDatetime.compile(component, "start_datetime", formats.own());
    end =
        component.has("end_datetime")
            ? MinMaxDatetime.compile(component, "end_datetime", formats.own())
            : null;
    step = new CursorStep(component);
    startOption = component.optional("start_time_option").map(RequestOption::compile).orElse(null);
    endOption = component.optional("end_time_option").map(RequestOption::compile).orElse(null);
    startName = name(component, "partition_field_start", "start_time");
    endName = name(component, "partition_field_end", "end_time");
    isDataFeed = component.flag("is_data_feed");
    filtersItself = component.flag("is_client_side_incremental");
    isGlobal = component.flag("global_substream_cursor");
  }

  private static String name(Component component, String field, String fallback) {
    return component.has(field) ? component.evaluated(field) : fallback;
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public boolean isGlobal() {
    return isGlobal;
  }

  @Override
  public boolean allowsParts() {
    return true;
  }

  @Override
  public boolean hasOneInterval() {
    return !step.isGiven();
  }

  @Override
  public boolean isDataFeed() {
    return isDataFeed;
  }

  @Override
  public boolean filtersItself() {
    return filtersItself;
  }

  @Override
  public List<Interval> intervals(Reach reach, Instant now, int skip, int most) {
    Scope scope = at(now);
    OffsetDateTime first = start.in(scope);
    Windows windows = step.windows(first, low(reach, first), end(scope), scope);
    List<Interval> intervals = new ArrayList<>();
    OffsetDateTime at = windows.isEmpty() ? null : windows.from();
    for (int i = 0; at != null && intervals.size() < most; i++, at = windows.next(at)) {
      if (i >= skip) {
        Windows.Window window = windows.at(at);
        String from = formats.write(window.start());
        intervals.add(new Interval(i, from, formats.write(window.end()), window.last()));
      }
    }
    return intervals;
  }

  /** The lookback of the manifest has no part in it. */
  @Override
  public SyncedRange syncedRange(Reach reach, Instant now) {
    Scope scope = at(now);
    return new SyncedRange(
        CursorFormats.order(low(reach, start.in(scope))),
        CursorFormats.order(step.clampedEnd(end(scope), scope)));
  }

  private OffsetDateTime end(Scope scope) {
    return end == null ? scope.clock().instant().atOffset(ZoneOffset.UTC) : end.in(scope);
  }

  private static Scope at(Instant now) {
    Clock clock = Clock.fixed(now.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    return Expression.NOTHING.at(clock);
  }

  private OffsetDateTime low(Reach reach, OffsetDateTime first) {
    Optional<OffsetDateTime> reached = reach.mark().map(this::reached);
    OffsetDateTime low = reached.map(moment -> moment.minus(reach.lookback())).orElse(first);
    return low.isBefore(first) ? first : low;
  }

  /**
   * The moment of a mark. A format that drops the offset moves the moment that its text means;
   * where that is later than what was seen, what was seen counts, so that nothing is left out.
   */
  private OffsetDateTime reached(CursorMark mark) {
    OffsetDateTime seen =
        Instant.EPOCH.plus(mark.order(), ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    OffsetDateTime written = formats.read(mark.value());
    return written == null || written.isAfter(seen) ? seen : written;
  }

  @Override
  public Map<String, Object> names(Interval interval) {
    return Map.of(startName, interval.start(), endName, interval.end());
  }

  @Override
  public RequestInputs inputs(Interval interval) {
    RequestInputs inputs = new RequestInputs();
    if (startOption != null) {
      startOption.set(interval.start(), inputs);
    }
    if (endOption != null) {
      endOption.set(interval.end(), inputs);
    }
    return inputs;
  }

  @Override
  public String middle(String start, String end) {
    OffsetDateTime from = formats.read(start);
    Duration length = Duration.between(from, formats.read(end));
    return formats.write(from.plus(length.dividedBy(2)));
  }

  @Override
  public CursorMark mark(Object value) {
    OffsetDateTime moment = formats.read(value);
    return moment == null ? null : formats.mark(moment);
  }

  @Override
  public Object value(CursorMark mark) {
    return mark.value();
  }

  @Override
  public CursorMark start(Instant now) {
    return formats.mark(start.in(at(now)));
  }

  @Override
  public MarkRange marks(List<JsonObject> records) {
    OffsetDateTime least = null;
    OffsetDateTime most = null;
    for (JsonObject record : records) {
      OffsetDateTime moment = formats.read(record.get(field));
      if (moment != null) {
        least = least == null || moment.isBefore(least) ? moment : least;
        most = most == null || moment.isAfter(most) ? moment : most;
      }
    }
    return least == null ? MarkRange.NONE : new MarkRange(formats.mark(least), formats.mark(most));
  }

  @Override
  public boolean isTooOld(JsonObject record, SyncedRange range) {
    OffsetDateTime moment = formats.read(record.get(field));
    return moment != null && range.isAfter(CursorFormats.order(moment));
  }

  @Override
  public boolean isSynced(JsonObject record, SyncedRange range) {
    OffsetDateTime moment = formats.read(record.get(field));
    return moment == null || range.contains(CursorFormats.order(moment));
  }
}
