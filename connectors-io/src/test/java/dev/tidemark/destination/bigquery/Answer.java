package dev.tidemark.destination.bigquery;

import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows of a query as BigQuery's API writes them.
 *
 * @param fields names and types
 * @param rows values, times as micros
 */
record Answer(List<JsonObject> fields, List<JsonObject> rows) {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  static Answer of(ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<JsonObject> fields = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      fields.add(
          JsonObject.of("name", meta.getColumnLabel(i), "type", type(meta.getColumnTypeName(i))));
    }
    List<JsonObject> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> values = new ArrayList<>();
      for (int i = 1; i <= fields.size(); i++) {
        values.add(JsonObject.of("v", text(result.getObject(i))));
      }
      rows.add(JsonObject.of("f", values));
    }
    return new Answer(fields, rows);
  }

  /**
   * Some rows.
   *
   * @param exact whether times are asked for as integers; otherwise they are seconds, as doubles
   */
  List<JsonObject> rows(int from, int to, boolean exact) {
    return rows.subList(from, to).stream().map(row -> exact ? row : withSeconds(row)).toList();
  }

  private JsonObject withSeconds(JsonObject row) {
    List<Object> values = new ArrayList<>(row.list("f"));
    for (int i = 0; i < values.size(); i++) {
      Object value = ((JsonObject) values.get(i)).get("v");
      if (value != null && fields.get(i).get("type").equals("TIMESTAMP")) {
        values.set(
            i, JsonObject.of("v", String.valueOf(Long.parseLong(value.toString()) / 1_000_000.0)));
      }
    }
    return JsonObject.of("f", values);
  }

  /** BigQuery's type for one of DuckDB's. */
  static String type(String duckDb) {
    return switch (duckDb.replaceFirst("\\(.*", "")) {
      case "BIGINT", "INTEGER" -> "INTEGER";
      case "HUGEINT" -> "BIGNUMERIC";
      case "DECIMAL" -> "NUMERIC";
      case "DOUBLE" -> "FLOAT";
      case "BOOLEAN" -> "BOOLEAN";
      case "DATE" -> "DATE";
      case "TIME" -> "TIME";
      case "TIMESTAMP" -> "DATETIME";
      case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP";
      case "JSON" -> "JSON";
      default -> "STRING";
    };
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof OffsetDateTime time) {
      return String.valueOf(
          ChronoUnit.MICROS.between(OffsetDateTime.parse("1970-01-01T00:00:00Z"), time));
    }
    if (value instanceof Timestamp time) {
      return DATE_TIME.format(time.toLocalDateTime());
    }
    if (value instanceof LocalTime time) {
      return TIME.format(time);
    }
    if (value instanceof Date date) {
      return date.toLocalDate().toString();
    }
    return value == null ? null : value.toString();
  }
}
