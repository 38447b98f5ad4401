package dev.tidemark.manifest.cursor;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Registry;
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

/** A cursor that is a time: cuts what is still to be read into intervals. Safe for any thread. */
public final class DatetimeCursor {
  public static final Registry<DatetimeCursor> REGISTRY =
      Registry.<DatetimeCursor>of("an incremental sync")
          .with("DatetimeBasedCursor", DatetimeCursor::new)
          .without("IncrementingCountCursor");

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

  private DatetimeCursor(Component component) {
    for (String later : List.of("global_substream_cursor", "clamping")) {
      if (component.has(later) && !Boolean.FALSE.equals(component.raw(later))) {
        component.flaw(later, "is not supported yet");
      }
    }
    field = component.evaluated("cursor_field");
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
  }

  private static String name(Component component, String field, String fallback) {
    return component.has(field) ? component.evaluated(field) : fallback;
  }

  /** The field of a record that holds it. */
  public String field() {
    return field;
  }

  /** Whether the source lists its newest records first, so that reading may end early. */
  public boolean isDataFeed() {
    return isDataFeed;
  }

  /** Whether the source can't filter by time, so that we do. */
  public boolean filtersItself() {
    return filtersItself;
  }

  /**
   * Some of the intervals that are still to be read.
   *
   * @param mark how far the partition has come
   * @param now the end, unless the manifest names another one
   * @param skip how many to leave out
   * @param most how many to return at most; fewer mean that there are no more
   */
  public List<Interval> intervals(Optional<CursorMark> mark, Instant now, int skip, int most) {
    Windows windows = windows(mark, now);
    List<Interval> intervals = new ArrayList<>();
    OffsetDateTime at = windows.isEmpty() ? null : windows.from();
    for (int i = 0; at != null && intervals.size() < most; i++, at = windows.next(at)) {
      if (i >= skip) {
        Windows.Window window = windows.at(at);
        intervals.add(new Interval(i, formats.write(window.start()), formats.write(window.end())));
      }
    }
    return intervals;
  }

  private Windows windows(Optional<CursorMark> mark, Instant now) {
    Scope scope = at(now);
    OffsetDateTime first = start.in(scope);
    return step.windows(first, low(mark, first), end(scope), scope);
  }

  /** Records that are to be read, for those who filter themselves; the lookback has no part. */
  public SyncedRange syncedRange(Optional<CursorMark> mark, Instant now) {
    Scope scope = at(now);
    return new SyncedRange(
        CursorFormats.order(low(mark, start.in(scope))), CursorFormats.order(end(scope)));
  }

  private OffsetDateTime end(Scope scope) {
    return end == null ? scope.clock().instant().atOffset(ZoneOffset.UTC) : end.in(scope);
  }

  private static Scope at(Instant now) {
    Clock clock = Clock.fixed(now.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    return Expression.NOTHING.at(clock);
  }

  private OffsetDateTime low(Optional<CursorMark> mark, OffsetDateTime first) {
    OffsetDateTime reached = mark.map(this::reached).orElse(first);
    return reached.isBefore(first) ? first : reached;
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

  /** The interval by the names that templates see it under. */
  public Map<String, Object> names(Interval interval) {
    return Map.of(startName, interval.start(), endName, interval.end());
  }

  /** What a request for an interval has because of the cursor. */
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

  /** The middle of two values; one of them where they are too close to each other. */
  public String middle(String start, String end) {
    OffsetDateTime from = formats.read(start);
    Duration length = Duration.between(from, formats.read(end));
    return formats.write(from.plus(length.dividedBy(2)));
  }

  /** Where a record stands, or null where it has no cursor that can be read. */
  public CursorMark mark(JsonObject record) {
    OffsetDateTime moment = formats.read(record.get(field));
    return moment == null ? null : formats.mark(moment);
  }

  /** The smallest and the greatest mark of some records, both null if none has any. */
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

  /** Whether the record is older than all in the range; one without a cursor never is. */
  public boolean isTooOld(JsonObject record, SyncedRange range) {
    OffsetDateTime moment = formats.read(record.get(field));
    return moment != null && range.isAfter(CursorFormats.order(moment));
  }

  /** Whether the record is within the range; one without a cursor always is. */
  public boolean isSynced(JsonObject record, SyncedRange range) {
    OffsetDateTime moment = formats.read(record.get(field));
    return moment == null || range.contains(CursorFormats.order(moment));
  }
}
