package dev.tidemark.destination.duckdb;

import static java.util.stream.Collectors.joining;

import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;

/** DuckDB's SQL. */
public final class DuckDbDialect implements JdbcDialect {
  private static final String STREAMS = "jdbc_stream_results";
  private static final String LIST = "LIST";

  /** These show the line with a mark under the place. */
  private static final Pattern WRONG_QUERY =
      Pattern.compile("(Parser|Syntax|Binder|Catalog|Conversion|Invalid Input|Out of Range) Error");

  /** Staged files that somebody else has committed meanwhile. */
  private static final Pattern GONE = Pattern.compile("no files found|no such file");

  private static final Pattern HOLDER = Pattern.compile("held in (.*?) \\(PID (\\d+)\\)");

  /**
   * Makes a new connection what destinations expect. On one that only reads, rows come as they are
   * asked for; otherwise all rows of a result are made before the first is there. That is said by
   * statement, for a database that is open in this process takes no connection with other
   * properties.
   */
  public static void prepare(Statement connection, Access access) throws SQLException {
    connection.execute("SET TimeZone = 'UTC'");
    if (access == Access.READ) {
      connection.execute("SET SESSION " + STREAMS + " = true");
    }
  }

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
    String name = nativeType.toUpperCase(Locale.ROOT);
    return switch (name.endsWith("]") ? LIST : name.replaceFirst("\\(.*", "")) {
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
    // By way of an instant it would be moved where this machine's clocks are put forward.
    return value instanceof Timestamp ? row.getObject(column, LocalDateTime.class) : plain(value);
  }

  private static Object plain(Object value) throws SQLException {
    if (value instanceof JsonNode json) {
      return Json.parse(json.toString());
    }
    if (value instanceof OffsetDateTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC);
    }
    if (value instanceof Array array) {
      List<Object> items = new ArrayList<>();
      for (Object item : (Object[]) array.getArray()) {
        items.add(plain(item));
      }
      return items;
    }
    if (value instanceof DuckDBStruct struct) {
      return object(struct.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Blob bytes) {
      return HexFormat.of().formatHex(bytes.getBytes(1, (int) bytes.length()));
    }
    return value instanceof OffsetTime time ? time.toString() : value;
  }

  private static JsonObject object(Map<?, ?> values) throws SQLException {
    JsonObject object = new JsonObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      object.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
    }
    return object;
  }

  /** The reason of an error among the first rows gets lost where they are streamed. */
  @Override
  public boolean tellsNextTime(Connection connection, SQLException e) throws SQLException {
    if (!String.valueOf(e.getMessage()).endsWith("Invalid result set")) {
      return false;
    }
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION " + STREAMS + " = false");
    }
    return true;
  }

  @Override
  public Optional<String> wrongQuery(String sql, SQLException e) {
    String message = String.valueOf(e.getMessage());
    return WRONG_QUERY.matcher(message).lookingAt()
        ? Optional.of(message.lines().filter(line -> !line.isBlank()).collect(joining("\n")))
        : Optional.empty();
  }

  @Override
  public Trouble trouble(SQLException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    boolean conflicts = message.contains("conflict") || message.contains("duplicate key");
    boolean isLate = message.contains(FilesBeside.SUFFIX + "/") && GONE.matcher(message).find();
    return isLate || (conflicts && !HOLDER.matcher(e.getMessage()).find())
        ? Trouble.CONFLICT
        : Trouble.FINAL;
  }

  @Override
  public Problem problem(String database, SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("different configuration")) {
      return Problem.destination(
          database
              + " is being read by this very program, and can't be written to meanwhile: close the"
              + " stream of its rows first",
          e);
    }
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
