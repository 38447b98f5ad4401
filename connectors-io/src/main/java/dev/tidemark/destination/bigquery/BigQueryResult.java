package dev.tidemark.destination.bigquery;

import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.TableResult;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.ResultColumn;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Rows of a query, a page of them at a time. */
final class BigQueryResult implements QueryResult {
  private static final int SCALE_OF_NUMERIC = 9;

  private final FieldList fields;
  private final List<ResultColumn> columns = new ArrayList<>();
  private final Iterator<FieldValueList> rows;
  private final Refusals refusals;

  BigQueryResult(TableResult result, BigQueryDialect dialect, Refusals refusals) {
    this.fields = result.getSchema().getFields();
    for (Field field : fields) {
      columns.add(ResultColumn.of(field.getName(), type(field, dialect)));
    }
    this.rows = result.iterateAll().iterator();
    this.refusals = refusals;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  private static ColumnType type(Field field, BigQueryDialect dialect) {
    boolean isNested =
        field.getMode() == Field.Mode.REPEATED
            || field.getType().getStandardType() == StandardSQLTypeName.STRUCT;
    return isNested ? ColumnType.JSON : dialect.type(field.getType().getStandardType().name());
  }

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNext();
    } catch (BigQueryException e) {
      throw refusals.problem(e);
    }
  }

  @Override
  public List<Object> next() {
    return values(fields, rows.next());
  }

  private static List<Object> values(FieldList fields, FieldValueList row) {
    List<Object> values = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      values.add(value(fields.get(i), row.get(i)));
    }
    return values;
  }

  private static Object value(Field field, FieldValue value) {
    if (value.isNull()) {
      return null;
    }
    if (value.getAttribute() == FieldValue.Attribute.REPEATED) {
      List<Object> items = new ArrayList<>();
      value.getRepeatedValue().forEach(item -> items.add(single(field, item)));
      return items;
    }
    return single(field, value);
  }

  private static Object single(Field field, FieldValue value) {
    return switch (field.getType().getStandardType()) {
      case BOOL -> value.getBooleanValue();
      case INT64 -> value.getLongValue();
      case FLOAT64 -> value.getDoubleValue();
      case NUMERIC -> new BigDecimal(value.getStringValue()).setScale(SCALE_OF_NUMERIC);
      case BIGNUMERIC -> new BigDecimal(value.getStringValue());
      case DATE -> LocalDate.parse(value.getStringValue());
      case TIME -> LocalTime.parse(value.getStringValue());
      case DATETIME -> LocalDateTime.parse(value.getStringValue());
      case TIMESTAMP -> time(value.getStringValue());
      case JSON -> Json.parse(value.getStringValue());
      case STRUCT -> struct(field.getSubFields(), value.getRecordValue());
      default -> value.getStringValue();
    };
  }

  /**
   * Microseconds as the client asks for them; of pages after the first it forgets to, and they have
   * seconds as a double, which is as exact within three centuries.
   */
  private static OffsetDateTime time(String text) {
    boolean isSeconds = text.contains(".") || text.contains("E");
    BigDecimal micros = new BigDecimal(text).movePointRight(isSeconds ? 6 : 0);
    return Instant.EPOCH
        .plus(micros.setScale(0, RoundingMode.HALF_UP).longValueExact(), ChronoUnit.MICROS)
        .atOffset(ZoneOffset.UTC);
  }

  private static JsonObject struct(FieldList fields, FieldValueList row) {
    JsonObject json = new JsonObject();
    List<Object> values = values(fields, row);
    for (int i = 0; i < fields.size(); i++) {
      json.put(fields.get(i).getName(), values.get(i));
    }
    return json;
  }

  /** A page that nobody asks for is not fetched: nothing is left open. */
  @Override
  public void close() {}
}
