package dev.tidemark.bench;

import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.ResultColumn;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The records of a load as rows to be written, with the time that it takes to make them. */
final class RowsAtHand implements QueryResult {
  private static final int DIGITS_AFTER_POINT = 9;

  private final List<ResultColumn> columns;
  private final long count;
  private long next;
  private long nanos;

  RowsAtHand(long count) {
    this.count = count;
    this.columns =
        LoadBench.COLUMNS.entrySet().stream()
            .map(column -> ResultColumn.of(column.getKey(), written(column.getValue())))
            .toList();
  }

  /** Documents are at hand as texts. */
  private static ColumnType written(ColumnType type) {
    return type == ColumnType.JSON ? ColumnType.TEXT : type;
  }

  /** How long it has taken to make them. */
  double seconds() {
    return nanos / 1e9;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public List<Object> next() {
    long start = System.nanoTime();
    JsonObject record = LoadBench.record(next++);
    List<Object> row = new ArrayList<>(columns.size());
    for (ResultColumn column : columns) {
      row.add(value(column.type(), record.get(column.name())));
    }
    nanos += System.nanoTime() - start;
    return row;
  }

  private static Object value(ColumnType type, Object value) {
    return switch (type) {
      case TEXT -> value.toString();
      case DECIMAL -> BigDecimal.valueOf((Long) value).setScale(DIGITS_AFTER_POINT);
      case TIMESTAMP_TZ -> OffsetDateTime.parse((String) value);
      default -> value;
    };
  }

  /** Nothing is held open. */
  @Override
  public void close() {}
}
