package dev.tidemark.destination.duckdb;

import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.UUIDType;

/** As what values stand in a Parquet file. Whole numbers of any size are texts. */
final class StoredTypes {
  private static final int PRECISION = 38;
  private static final int SCALE = 9;
  private static final int WIDE = 16;

  private StoredTypes() {}

  static Type of(ColumnType type) {
    return switch (type) {
      case TEXT, JSON, BIG_INTEGER -> Type.BYTE_ARRAY;
      case BOOLEAN -> Type.BOOLEAN;
      case INTEGER, TIME, TIMESTAMP, TIMESTAMP_TZ -> Type.INT64;
      case DATE -> Type.INT32;
      case DOUBLE -> Type.DOUBLE;
      case DECIMAL, UUID -> Type.FIXED_LEN_BYTE_ARRAY;
    };
  }

  static SchemaElement element(Column column, FieldRepetitionType repetition) {
    SchemaElement element =
        new SchemaElement(column.name()).setType(of(column.type())).setRepetition_type(repetition);
    TimeUnit micros = TimeUnit.MICROS(new MicroSeconds());
    return switch (column.type()) {
      case TEXT, BIG_INTEGER ->
          element
              .setConverted_type(ConvertedType.UTF8)
              .setLogicalType(LogicalType.STRING(new StringType()));
      case JSON -> element.setConverted_type(ConvertedType.JSON);
      case DATE -> element.setConverted_type(ConvertedType.DATE);
      case TIME -> element.setLogicalType(LogicalType.TIME(new TimeType(false, micros)));
      case TIMESTAMP ->
          element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(false, micros)));
      case TIMESTAMP_TZ ->
          element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, micros)));
      case DECIMAL ->
          element
              .setType_length(WIDE)
              .setConverted_type(ConvertedType.DECIMAL)
              .setPrecision(PRECISION)
              .setScale(SCALE);
      case UUID -> element.setType_length(WIDE).setLogicalType(LogicalType.UUID(new UUIDType()));
      case BOOLEAN, INTEGER, DOUBLE -> element;
    };
  }
}
