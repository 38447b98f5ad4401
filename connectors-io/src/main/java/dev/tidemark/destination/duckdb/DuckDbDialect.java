package dev.tidemark.destination.duckdb;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.json.Json;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.JsonNode;

/** DuckDB's SQL. */
public final class DuckDbDialect implements JdbcDialect {
  private static final Pattern HOLDER = Pattern.compile("held in (.*?) \\(PID (\\d+)\\)");

  @Override
  public String type(ColumnType type) {
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

  @Override
  public ColumnType type(String nativeType) {
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

  @Override
  public String jsonText(String column, String name) {
    String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
    return "json_extract_string(" + column + ", '" + pointer.replace("'", "''") + "')";
  }

  @Override
  public String changeType(String table, String column, ColumnType type) {
    return "ALTER TABLE " + table + " ALTER " + name(column) + " TYPE " + type(type);
  }

  /** None: its indexes slow down loading more than they help set-based statements. */
  @Override
  public String indexKeys(String table, String name, List<String> keyColumns) {
    return null;
  }

  @Override
  public void load(Connection connection, String schema, String table, List<StagedPage> pages)
      throws SQLException {
    DuckDbLoader.load(connection, schema, table, pages);
  }

  @Override
  public Object value(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    if (value instanceof JsonNode json) {
      return Json.parse(json.toString());
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof java.sql.Array array) {
      return List.of((Object[]) array.getArray());
    }
    return value;
  }

  @Override
  public Trouble trouble(SQLException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean conflicts = message.contains("conflict") || message.contains("duplicate key");
    return conflicts && !HOLDER.matcher(e.getMessage()).find() ? Trouble.CONFLICT : Trouble.FINAL;
  }

  @Override
  public Problem problem(String database, SQLException e) {
    String message = String.valueOf(e.getMessage());
    Matcher holder = HOLDER.matcher(message);
    if (holder.find()) {
      return Problem.destination(
          database
              + " is open in another process (PID "
              + holder.group(2)
              + ", "
              + holder.group(1)
              + "). DuckDB lets one process have a file open: end that one, or wait for it",
          e);
    }
    return Problem.destination(
        database + ": " + message.lines().findFirst().orElse("no reason"), e);
  }
}
