package dev.tidemark;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row of a {@link Dataset}. Each getter gives null where the row has none. */
public final class Row {
  private final Map<String, Integer> positions;
  private final List<Object> values;

  /**
   * @param positions of the columns; shared by all rows of a result
   */
  Row(Map<String, Integer> positions, List<Object> values) {
    this.positions = positions;
    this.values = values;
  }

  /** The value as it is: text, boolean, number, {@code java.time} value, JSON object or list. */
  public Object get(String column) {
    Integer position = positions.get(column);
    if (position == null) {
      throw Problem.config(
          "there is no column '" + column + "'." + Nearest.hint(column, positions.keySet()));
    }
    return values.get(position);
  }

  public String text(String column) {
    return as(String.class, column);
  }

  public Boolean flag(String column) {
    return as(Boolean.class, column);
  }

  public Long integer(String column) {
    Number number = as(Number.class, column);
    return number == null ? null : (Long) exact(column, number).longValueExact();
  }

  public BigDecimal decimal(String column) {
    Number number = as(Number.class, column);
    return number == null ? null : exact(column, number);
  }

  public Double real(String column) {
    Number number = as(Number.class, column);
    return number == null ? null : (Double) number.doubleValue();
  }

  public LocalDate date(String column) {
    return as(LocalDate.class, column);
  }

  public Instant instant(String column) {
    OffsetDateTime time = as(OffsetDateTime.class, column);
    return time == null ? null : time.toInstant();
  }

  /** A JSON object; lists and the like are what {@link #get} gives. */
  public JsonObject object(String column) {
    return as(JsonObject.class, column);
  }

  private static BigDecimal exact(String column, Number number) {
    try {
      return new BigDecimal(number.toString());
    } catch (NumberFormatException e) {
      throw Problem.config("column " + column + " has " + number + ", which is no decimal number");
    }
  }

  private <T> T as(Class<T> type, String column) {
    Object value = get(column);
    if (value != null && !type.isInstance(value)) {
      throw Problem.config(
          "column "
              + column
              + " holds a "
              + value.getClass().getSimpleName()
              + ", not a "
              + type.getSimpleName());
    }
    return type.cast(value);
  }

  /** Column by column. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    positions.forEach((column, position) -> map.put(column, values.get(position)));
    return Collections.unmodifiableMap(map);
  }

  @Override
  public String toString() {
    return asMap().toString();
  }
}
