package dev.tidemark.destination.rows;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.Layout;
import dev.tidemark.model.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.MicrosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.NanosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.values.Row;
import org.joda.time.ReadableInstant;

/** Beam rows as records. */
final class RowValues {
  private static final Map<String, ColumnType> LOGICAL =
      Map.of(
          SqlTypes.DATE.getIdentifier(),
          ColumnType.DATE,
          SqlTypes.TIME.getIdentifier(),
          ColumnType.TIME,
          SqlTypes.DATETIME.getIdentifier(),
          ColumnType.TIMESTAMP,
          MicrosInstant.IDENTIFIER,
          ColumnType.TIMESTAMP_TZ,
          NanosInstant.IDENTIFIER,
          ColumnType.TIMESTAMP_TZ);

  private RowValues() {}

  /** The types of the columns that the fields of rows want. */
  static Map<String, Set<ColumnType>> types(Schema schema) {
    Map<String, Set<ColumnType>> types = new LinkedHashMap<>();
    for (Schema.Field field : schema.getFields()) {
      types.put(field.getName(), Set.of(type(field.getType())));
    }
    return types;
  }

  private static ColumnType type(FieldType type) {
    return switch (type.getTypeName()) {
      case BYTE, INT16, INT32, INT64 -> ColumnType.INTEGER;
      case FLOAT, DOUBLE -> ColumnType.DOUBLE;
      case DECIMAL -> ColumnType.DECIMAL;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case DATETIME -> ColumnType.TIMESTAMP_TZ;
      case STRING, BYTES -> ColumnType.TEXT;
      case ARRAY, ITERABLE, MAP, ROW -> ColumnType.JSON;
      case LOGICAL_TYPE -> {
        ColumnType known = LOGICAL.get(type.getLogicalType().getIdentifier());
        yield known == null ? type(type.getLogicalType().getBaseType()) : known;
      }
    };
  }

  /** Rows as records: what is within them, rows, lists and maps, stays as it is. */
  static List<JsonObject> records(List<Row> rows, Schema schema) {
    Layout layout = Layout.of(schema.getFieldNames());
    List<JsonObject> records = new ArrayList<>();
    rows.forEach(row -> records.add(record(row, layout)));
    return records;
  }

  private static JsonObject record(Row row, Layout layout) {
    Object[] values = new Object[layout.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(row.getValue(i), row.getSchema().getField(i).getType());
    }
    return new JsonObject(layout, values);
  }

  private static Object value(Object value, FieldType type) {
    if (value == null) {
      return null;
    }
    return switch (type.getTypeName()) {
      case BYTE, INT16, INT32, INT64 -> ((Number) value).longValue();
      case FLOAT, DOUBLE -> number((Number) value);
      case DECIMAL -> decimal((BigDecimal) value);
      case BOOLEAN, STRING -> value;
      case DATETIME -> ((ReadableInstant) value).toInstant().toString();
      case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
      case ARRAY, ITERABLE -> list((Iterable<?>) value, type.getCollectionElementType());
      case MAP -> object((Map<?, ?>) value, type.getMapValueType());
      case ROW -> record((Row) value, Layout.of(type.getRowSchema().getFieldNames()));
      case LOGICAL_TYPE -> logical(value, type.getLogicalType());
    };
  }

  /** Numbers that JSON has no way to write are kept as text, beside the column. */
  private static Object number(Number value) {
    return Double.isFinite(value.doubleValue())
        ? new BigDecimal(value.toString())
        : value.toString();
  }

  private static Object decimal(BigDecimal value) {
    if (value.scale() > 0) {
      return value;
    }
    BigInteger whole = value.toBigInteger();
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
  }

  private static List<Object> list(Iterable<?> values, FieldType type) {
    List<Object> list = new ArrayList<>();
    values.forEach(value -> list.add(value(value, type)));
    return list;
  }

  private static JsonObject object(Map<?, ?> map, FieldType type) {
    JsonObject object = new JsonObject();
    map.forEach((name, value) -> object.put(name.toString(), value(value, type)));
    return object;
  }

  private static <T, B> Object logical(Object value, Schema.LogicalType<T, B> type) {
    if (value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime
        || value instanceof java.time.Instant) {
      return ((Temporal) value).toString();
    }
    @SuppressWarnings("unchecked") // the schema says so
    T input = (T) value;
    return value(type.toBaseType(input), type.getBaseType());
  }

  /** About how many bytes a value takes, so that what is held of rows is bounded. */
  static long size(Object value) {
    long size = Long.BYTES;
    if (value instanceof String text) {
      size += text.length();
    } else if (value instanceof byte[] bytes) {
      size += bytes.length;
    } else if (value instanceof Row row) {
      size += size(row.getValues());
    } else if (value instanceof Map<?, ?> map) {
      size += size(map.values());
    } else if (value instanceof Iterable<?> values) {
      for (Object each : values) {
        size += size(each);
      }
    }
    return size;
  }
}
