package dev.tidemark.source;

import dev.tidemark.evolve.Evolution;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.TableSchema;
import dev.tidemark.shape.ColumnNames;
import dev.tidemark.shape.SchemaTypes;
import dev.tidemark.shape.Vector;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/** What a stream's records look like as Beam rows. */
final class RowSchemas {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private RowSchemas() {}

  /** The columns that a table of the stream would have. */
  static TableSchema columns(StreamSpec stream) {
    Map<String, Set<ColumnType>> declared = new LinkedHashMap<>();
    SchemaTypes.of(stream.schema()).forEach((field, type) -> declared.put(field, Set.of(type)));
    TableSchema empty = new TableSchema(ColumnNames.normalise(stream.name()), List.of());
    return Evolution.admit(empty, declared, MetaColumns.DEFAULT);
  }

  /** Those columns as fields, all nullable, and the meta column at the end. */
  static Schema beam(TableSchema columns) {
    Schema.Builder schema = Schema.builder();
    for (Column column : columns.columns()) {
      schema.addNullableField(column.name(), type(column.type()));
    }
    return schema.addNullableField(MetaColumns.DEFAULT.meta(), Schema.FieldType.STRING).build();
  }

  private static Schema.FieldType type(ColumnType type) {
    return switch (type) {
      case TEXT, JSON, UUID -> Schema.FieldType.STRING;
      case BOOLEAN -> Schema.FieldType.BOOLEAN;
      case INTEGER -> Schema.FieldType.INT64;
      case BIG_INTEGER, DECIMAL -> Schema.FieldType.DECIMAL;
      case DOUBLE -> Schema.FieldType.DOUBLE;
      case DATE -> Schema.FieldType.logicalType(SqlTypes.DATE);
      case TIME -> Schema.FieldType.logicalType(SqlTypes.TIME);
      case TIMESTAMP -> Schema.FieldType.logicalType(SqlTypes.DATETIME);
      case TIMESTAMP_TZ -> Schema.FieldType.DATETIME;
    };
  }

  static Object value(Vector column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (column.type()) {
      case TEXT, JSON -> column.textAt(row);
      case UUID -> column.valueAt(row).toString();
      case BOOLEAN -> column.longAt(row) != 0;
      case INTEGER -> column.longAt(row);
      case BIG_INTEGER -> new BigDecimal(column.bigIntegerAt(row));
      case DECIMAL -> column.decimalAt(row);
      case DOUBLE -> column.doubleAt(row);
      case DATE -> LocalDate.ofEpochDay(column.longAt(row));
      case TIME -> LocalTime.ofNanoOfDay(column.longAt(row) * 1_000);
      case TIMESTAMP -> local(column.longAt(row));
      case TIMESTAMP_TZ ->
          org.joda.time.Instant.ofEpochMilli(Math.floorDiv(column.longAt(row), 1_000L));
    };
  }

  private static LocalDateTime local(long micros) {
    Instant instant =
        Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND))
            .plus(Math.floorMod(micros, MICROS_PER_SECOND), ChronoUnit.MICROS);
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
