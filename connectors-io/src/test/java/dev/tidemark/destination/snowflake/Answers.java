package dev.tidemark.destination.snowflake;

import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers to statements, as the driver reads them. */
final class Answers {
  private static final Map<String, Long> KINDS =
      Map.of(
          "SELECT", 0x1000L,
          "INSERT", 0x3100L,
          "UPDATE", 0x3200L,
          "DELETE", 0x3300L,
          "COPY", 0x3600L,
          "ALTER_SESSION", 0x4100L,
          "USE_SCHEMA", 0x4302L,
          "SHOW", 0x4400L,
          "TCL", 0x5000L,
          "DDL", 0x6000L);

  private static final Map<String, String> COUNTS =
      Map.of(
          "INSERT", "number of rows inserted",
          "UPDATE", "number of rows updated",
          "DELETE", "number of rows deleted",
          "COPY", "rows_loaded");

  private static final BigDecimal NANOS = BigDecimal.TEN.pow(9);

  /** Of a statement that only does something. */
  JsonObject done(String kind) {
    return table(
        kind,
        List.of(column("status", "text", 0, 0)),
        List.of(List.of("Statement executed successfully.")));
  }

  /** Of a statement that changes rows. */
  JsonObject changed(String verb, long rows) {
    return table(
        verb,
        List.of(column(COUNTS.get(verb), "fixed", 19, 0)),
        List.of(List.of(String.valueOf(rows))));
  }

  /** Rows of texts. */
  JsonObject texts(String kind, List<String> columns, List<List<Object>> rows) {
    return table(kind, columns.stream().map(c -> column(c, "text", 0, 0)).toList(), rows);
  }

  /** What a query would answer. */
  JsonObject columns(ResultSetMetaData meta) throws SQLException {
    return table("SELECT", types(meta), List.of());
  }

  JsonObject rows(ResultSet result) throws SQLException {
    List<JsonObject> types = types(result.getMetaData());
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= types.size(); i++) {
        row.add(value(result, i, types.get(i - 1).text("type", "")));
      }
      rows.add(row);
    }
    return table("SELECT", types, rows);
  }

  private static JsonObject table(String kind, List<JsonObject> types, List<List<Object>> rows) {
    return JsonObject.of(
        "rowtype",
        types,
        "rowset",
        rows,
        "total",
        (long) rows.size(),
        "returned",
        (long) rows.size(),
        "statementTypeId",
        KINDS.get(kind));
  }

  private static List<JsonObject> types(ResultSetMetaData meta) throws SQLException {
    List<JsonObject> types = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      String name = SnowflakeSql.named(meta.getColumnLabel(i));
      String type = meta.getColumnTypeName(i);
      types.add(
          type.startsWith("DECIMAL")
              ? column(name, "fixed", meta.getPrecision(i), meta.getScale(i))
              : column(name, type(type), 38, type.startsWith("TIM") ? 9 : 0));
    }
    return types;
  }

  private static String type(String type) {
    return switch (type) {
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> "fixed";
      case "DOUBLE", "FLOAT" -> "real";
      case "BOOLEAN" -> "boolean";
      case "DATE" -> "date";
      case "TIME" -> "time";
      case "TIMESTAMP" -> "timestamp_ntz";
      case "TIMESTAMP WITH TIME ZONE" -> "timestamp_tz";
      case "JSON" -> "variant";
      default -> "text";
    };
  }

  private static JsonObject column(String name, String type, long precision, long scale) {
    return JsonObject.of(
        "name",
        name,
        "type",
        type,
        "nullable",
        true,
        "precision",
        precision,
        "scale",
        scale,
        "length",
        16_777_216L,
        "byteLength",
        16_777_216L,
        "database",
        "",
        "schema",
        "",
        "table",
        "",
        "collation",
        null);
  }

  private static Object value(ResultSet row, int column, String type) throws SQLException {
    if (row.getObject(column) == null) {
      return null;
    }
    return switch (type) {
      case "date" -> String.valueOf(row.getObject(column, LocalDate.class).toEpochDay());
      case "time" -> decimal(0, row.getObject(column, LocalTime.class).toNanoOfDay());
      case "timestamp_ntz" -> {
        Instant time = row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        yield decimal(time.getEpochSecond(), time.getNano());
      }
      case "timestamp_tz" -> {
        Instant time = row.getObject(column, OffsetDateTime.class).toInstant();
        yield decimal(time.getEpochSecond(), time.getNano()) + " 1440";
      }
      default -> row.getString(column);
    };
  }

  private static String decimal(long seconds, long nanos) {
    BigDecimal fraction = BigDecimal.valueOf(nanos).divide(NANOS);
    return BigDecimal.valueOf(seconds).add(fraction).setScale(9).toPlainString();
  }
}
