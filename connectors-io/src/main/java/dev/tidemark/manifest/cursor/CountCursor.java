package dev.tidemark.manifest.cursor;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.JsonValues;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A cursor that is a number which new records have more of. It has no end. */
final class CountCursor implements Cursor {
  private static final String ENDLESS = "inf";

  private final String field;
  private final Expression start;
  private final RequestOption startOption;
  private final String path;

  CountCursor(Component component) {
    field = component.evaluated("cursor_field");
    start = component.expression("start_value", Names.NONE, 0L);
    startOption = component.optional("start_value_option").map(RequestOption::compile).orElse(null);
    path = component.path();
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public boolean isGlobal() {
    return false;
  }

  @Override
  public boolean allowsParts() {
    return false;
  }

  @Override
  public boolean hasOneInterval() {
    return true;
  }

  @Override
  public boolean isDataFeed() {
    return false;
  }

  @Override
  public boolean filtersItself() {
    return false;
  }

  @Override
  public List<Interval> intervals(Reach reach, Instant now, int skip, int most) {
    CursorMark low = CursorMark.later(start(now), reach.mark().orElse(null));
    return skip > 0 ? List.of() : List.of(new Interval(0, low.value(), ENDLESS, true));
  }

  @Override
  public SyncedRange syncedRange(Reach reach, Instant now) {
    CursorMark low = CursorMark.later(start(now), reach.mark().orElse(null));
    return new SyncedRange(low.order(), Long.MAX_VALUE);
  }

  @Override
  public Map<String, Object> names(Interval interval) {
    return Map.of("start", Long.valueOf(interval.start()), "end", Double.POSITIVE_INFINITY);
  }

  @Override
  public RequestInputs inputs(Interval interval) {
    RequestInputs inputs = new RequestInputs();
    if (startOption != null) {
      startOption.set(Long.valueOf(interval.start()), inputs);
    }
    return inputs;
  }

  @Override
  public MarkRange marks(List<JsonObject> records) {
    CursorMark least = null;
    CursorMark most = null;
    for (JsonObject record : records) {
      CursorMark mark = mark(record.get(field));
      if (mark != null) {
        least = least == null || mark.compareTo(least) < 0 ? mark : least;
        most = CursorMark.later(most, mark);
      }
    }
    return new MarkRange(least, most);
  }

  @Override
  public boolean isTooOld(JsonObject record, SyncedRange range) {
    CursorMark mark = mark(record.get(field));
    return mark != null && range.isAfter(mark.order());
  }

  @Override
  public boolean isSynced(JsonObject record, SyncedRange range) {
    CursorMark mark = mark(record.get(field));
    return mark == null || range.contains(mark.order());
  }

  @Override
  public CursorMark mark(Object value) {
    if (value == null) {
      return null;
    }
    try {
      long count = new BigDecimal(value.toString()).longValueExact();
      return new CursorMark(Long.toString(count), count);
    } catch (ArithmeticException | NumberFormatException e) {
      // As with a date that is none: such a record has no place in the order.
      return null;
    }
  }

  @Override
  public String middle(String start, String end) {
    // What has no end has no middle either.
    return start;
  }

  @Override
  public Object value(CursorMark mark) {
    return mark.order();
  }

  @Override
  public CursorMark start(Instant now) {
    Object value = JsonValues.of(start.in(Expression.NOTHING));
    CursorMark mark = mark(value);
    if (mark == null) {
      throw Problem.config(path + ".start_value: '" + value + "' is not a whole number");
    }
    return mark;
  }
}
