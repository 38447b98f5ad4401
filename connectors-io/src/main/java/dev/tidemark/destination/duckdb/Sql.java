package dev.tidemark.destination.duckdb;

import dev.tidemark.model.ColumnType;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of DuckDB's SQL. */
final class Sql {
  private Sql() {}

  static String name(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  static String numbers(Collection<Long> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
  }

  static String type(ColumnType type) {
    return switch (type) {
      case TEXT -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "BIGINT";
      case BIG_INTEGER -> "HUGEINT";
      case DECIMAL -> "DECIMAL(38,9)";
      case DOUBLE -> "DOUBLE";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMP_TZ -> "TIMESTAMPTZ";
      case JSON -> "JSON";
      case UUID -> "UUID";
    };
  }

  /** Our type for a column that someone else may have made. */
  static ColumnType type(String nativeType) {
    String name = nativeType.toUpperCase(Locale.ROOT).replaceFirst("\\(.*", "");
    return switch (name) {
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" ->
          ColumnType.INTEGER;
      case "HUGEINT", "UBIGINT", "UHUGEINT" -> ColumnType.BIG_INTEGER;
      case "DECIMAL" -> ColumnType.DECIMAL;
      case "DOUBLE", "FLOAT" -> ColumnType.DOUBLE;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> ColumnType.TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP_TZ;
      case "JSON" -> ColumnType.JSON;
      case "UUID" -> ColumnType.UUID;
      default -> ColumnType.TEXT;
    };
  }
}
