package dev.tidemark.destination.postgres;

import dev.tidemark.destination.ResultColumn;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.destination.sql.ShortNames;
import dev.tidemark.json.Json;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Postgres's SQL. */
final class PostgresDialect implements JdbcDialect {
  private static final int LONGEST_NAME = 63;

  private static final String SERIALIZATION = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String DUPLICATE_KEY = "23505";
  private static final String DUPLICATE_TABLE = "42P07";
  private static final String DUPLICATE_SCHEMA = "42P06";
  private static final String NO_RIGHT = "42501";
  private static final String TOO_BIG = "54000";

  /** Syntax and names; values. */
  private static final Set<String> WRONG_QUERY = Set.of("42", "22");

  /** Two workers that make the same thing at once get in each other's way like this. */
  private static final Set<String> CONFLICTS =
      Set.of(SERIALIZATION, DEADLOCK, DUPLICATE_KEY, DUPLICATE_TABLE, DUPLICATE_SCHEMA);

  /** Server going down, crashed, coming up, full. */
  private static final Set<String> UNAVAILABLE = Set.of("57P01", "57P02", "57P03", "53300");

  private static final Set<String> REFUSED = Set.of("28P01", "28000");

  @Override
  public String identifier(String name) {
    return ShortNames.ofBytes(name, LONGEST_NAME);
  }

  @Override
  public String type(ColumnType type) {
    return switch (type) {
      case TEXT -> "text";
      case BOOLEAN -> "boolean";
      case INTEGER -> "bigint";
      case BIG_INTEGER -> "numeric(39,0)";
      case DECIMAL -> "numeric(38,9)";
      case DOUBLE -> "double precision";
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> "timestamp";
      case TIMESTAMP_TZ -> "timestamptz";
      case JSON -> "jsonb";
      case UUID -> "uuid";
    };
  }

  @Override
  public String nativeType() {
    return "data_type || coalesce('(' || numeric_scale || ')', '')";
  }

  @Override
  public ColumnType type(String nativeType) {
    return switch (nativeType.replaceFirst("\\(.*", "")) {
      case "boolean", "bool" -> ColumnType.BOOLEAN;
      case "smallint", "integer", "bigint", "int2", "int4", "int8" -> ColumnType.INTEGER;
      case "numeric" -> nativeType.endsWith("(0)") ? ColumnType.BIG_INTEGER : ColumnType.DECIMAL;
      case "double precision", "real", "float8", "float4" -> ColumnType.DOUBLE;
      case "date" -> ColumnType.DATE;
      case "time without time zone", "time" -> ColumnType.TIME;
      case "timestamp without time zone", "timestamp" -> ColumnType.TIMESTAMP;
      case "timestamp with time zone", "timestamptz" -> ColumnType.TIMESTAMP_TZ;
      case "json", "jsonb" -> ColumnType.JSON;
      case "uuid" -> ColumnType.UUID;
      default -> ColumnType.TEXT;
    };
  }

  /** The driver calls types otherwise than the catalogue, and knows the scale of a number apart. */
  @Override
  public ResultColumn column(ResultSetMetaData result, int column) throws SQLException {
    String name = result.getColumnLabel(column);
    String type = result.getColumnTypeName(column);
    boolean isBounded = type.equals("numeric") && result.getPrecision(column) > 0;
    if (!isBounded) {
      return ResultColumn.of(name, type(type));
    }
    int scale = result.getScale(column);
    return new ResultColumn(name, type(type + "(" + scale + ")"), scale);
  }

  @Override
  public String holding() {
    return " FOR UPDATE";
  }

  @Override
  public String jsonText(String column, String name) {
    // Standard strings know no escapes but the doubled quote, whatever the server's settings.
    boolean plain = name.indexOf('\\') < 0;
    String text = name.replace("'", "''");
    return column + " ->> " + (plain ? "'" + text + "'" : "E'" + text.replace("\\", "\\\\") + "'");
  }

  @Override
  public String changeType(String table, String column, ColumnType type) {
    String name = name(column);
    String newType = type(type);
    return "ALTER TABLE %s ALTER %s TYPE %s USING %s::%s"
        .formatted(table, name, newType, name, newType);
  }

  @Override
  public String indexKeys(String table, String name, List<String> keyColumns) {
    String keys = keyColumns.stream().map(this::name).collect(Collectors.joining(", "));
    return "CREATE INDEX IF NOT EXISTS " + name(name) + " ON " + table + " (" + keys + ")";
  }

  @Override
  public void load(Connection connection, String schema, String table, List<StagedPage> pages)
      throws SQLException {
    String sql = "COPY " + name(schema) + "." + name(table) + " FROM STDIN (FORMAT binary)";
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      CopyRows.write(copy, pages);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  @Override
  public Object value(ResultSet row, int column) throws SQLException {
    if (row.getObject(column) == null) {
      return null;
    }
    String type = row.getMetaData().getColumnTypeName(column);
    return switch (type) {
      case "json", "jsonb" -> Json.parse(row.getString(column));
      case "timestamptz" ->
          row.getObject(column, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC);
      case "timestamp" -> row.getObject(column, LocalDateTime.class);
      case "date" -> row.getObject(column, LocalDate.class);
      case "time" -> row.getObject(column, LocalTime.class);
      default -> {
        Object value = row.getObject(column);
        boolean asIs = value instanceof Number || value instanceof Boolean || value instanceof UUID;
        yield value instanceof java.sql.Array array
            ? Arrays.asList((Object[]) array.getArray())
            : asIs ? value : row.getString(column);
      }
    };
  }

  @Override
  public Optional<String> wrongQuery(String sql, SQLException e) {
    boolean isQuery = WRONG_QUERY.contains(String.valueOf(e.getSQLState()).substring(0, 2));
    if (!isQuery || e.getSQLState().equals(NO_RIGHT)) {
      return Optional.empty();
    }
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    int position = server == null ? 0 : server.getPosition();
    String hint = server == null || server.getHint() == null ? "" : "\n" + server.getHint();
    return Optional.of(message(e) + hint + (position == 0 ? "" : "\n" + place(sql, position)));
  }

  /** The line of a query with a mark under the place, which is counted from one. */
  private static String place(String sql, int position) {
    String before = sql.substring(0, sql.offsetByCodePoints(0, position - 1));
    int start = before.lastIndexOf('\n') + 1;
    String lead = "LINE " + (1 + before.chars().filter(c -> c == '\n').count()) + ": ";
    String line = sql.substring(start).lines().findFirst().orElse("");
    return lead + line + "\n" + " ".repeat(lead.length() + before.length() - start) + "^";
  }

  @Override
  public Trouble trouble(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (CONFLICTS.contains(state) || String.valueOf(e.getMessage()).contains("concurrently")) {
      return Trouble.CONFLICT;
    }
    boolean lost = state.startsWith("08") || UNAVAILABLE.contains(state);
    return lost ? Trouble.LOST : Trouble.FINAL;
  }

  @Override
  public Problem problem(String database, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String message = database + ": " + message(e);
    if (REFUSED.contains(state)) {
      return Problem.credentials(message);
    }
    if (state.equals(NO_RIGHT)) {
      return Problem.destination(
          message
              + ". A sync needs USAGE and CREATE on the schema, and tables that its user owns:"
              + " GRANT USAGE, CREATE ON SCHEMA … TO …",
          e);
    }
    if (state.equals(TOO_BIG)) {
      return Problem.destination(
          message
              + ". A row of Postgres has room for about 8 kB beside its long texts, a table for"
              + " 1,600 columns: select fewer, as in streams: {NAME: {columns: [a, b]}}",
          e);
    }
    if (String.valueOf(e.getMessage()).contains("SSL") || hasCertificateTrouble(e)) {
      return Problem.destination(
          message
              + ". The server's certificate is verified unless it runs on this machine: add"
              + " ?sslrootcert=FILE to the URL, or ?sslmode=require to trust any",
          e);
    }
    return Problem.destination(message, e);
  }

  private static boolean hasCertificateTrouble(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof javax.net.ssl.SSLException) {
        return true;
      }
    }
    return false;
  }

  /** The server's own words, with where it was; no line of it is a stack trace. */
  private static String message(SQLException e) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    if (server == null) {
      return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason");
    }
    String detail = server.getDetail() == null ? "" : " (" + server.getDetail() + ")";
    return server.getMessage() + detail;
  }
}
