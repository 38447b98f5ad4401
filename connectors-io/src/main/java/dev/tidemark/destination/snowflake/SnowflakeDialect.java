package dev.tidemark.destination.snowflake;

import dev.tidemark.destination.ResultColumn;
import dev.tidemark.destination.Rhythm;
import dev.tidemark.destination.Rhythm.Portion;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.destination.sql.ShortNames;
import dev.tidemark.json.Json;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Snowflake's SQL. */
final class SnowflakeDialect implements JdbcDialect {
  private static final int LONGEST_NAME = 255;
  private static final int DIGITS_OF_INTEGER = 19;

  /** Names that people can write without quotes; Snowflake looks them up in upper case. */
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Pattern STORED_PLAIN = Pattern.compile("[A-Z_][A-Z0-9_]*");

  private static final Pattern QUERY =
      Pattern.compile(
          "(?is)(\\s|--[^\\n]*\\n|/\\*.*?\\*/|\\()*"
              + "(SELECT|WITH|SHOW|DESC|DESCRIBE|EXPLAIN|LIST|LS)\\b.*");

  /** A load takes seconds, however little it brings. */
  static final Rhythm RHYTHM =
      new Rhythm(
          new Portion(250_000, 2_500_000, 32 << 20, Duration.ofSeconds(20)),
          new Portion(2_000_000, Long.MAX_VALUE, 2L << 30, Duration.ofMinutes(3)));

  @Override
  public String identifier(String name) {
    String shortened = ShortNames.ofCharacters(name, LONGEST_NAME);
    return PLAIN.matcher(shortened).matches() ? shortened.toUpperCase(Locale.ROOT) : shortened;
  }

  @Override
  public String named(String identifier) {
    return STORED_PLAIN.matcher(identifier).matches()
        ? identifier.toLowerCase(Locale.ROOT)
        : identifier;
  }

  @Override
  public String type(ColumnType type) {
    return switch (type) {
      case TEXT, UUID -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "NUMBER(19,0)";
      case BIG_INTEGER -> "NUMBER(38,0)";
      case DECIMAL -> "NUMBER(38,9)";
      case DOUBLE -> "FLOAT";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP_NTZ";
      case TIMESTAMP_TZ -> "TIMESTAMP_TZ";
      case JSON -> "VARIANT";
    };
  }

  /** A file's text becomes a VARIANT only by a function, and a table's stage allows none. */
  @Override
  public ColumnType staged(ColumnType type) {
    return type == ColumnType.JSON ? ColumnType.TEXT : type;
  }

  /** A VARIANT would sort the names. */
  @Override
  public ColumnType documents() {
    return ColumnType.TEXT;
  }

  @Override
  public String cast(String expression, ColumnType from, ColumnType to) {
    return to == ColumnType.JSON
        ? "PARSE_JSON(" + expression + ")"
        : JdbcDialect.super.cast(expression, from, to);
  }

  /** What is staged lives for a run: there is no need to pay for bringing it back. */
  @Override
  public String createStaging() {
    return "CREATE TRANSIENT TABLE IF NOT EXISTS ";
  }

  /** As texts, because distinct ones differ in the order of their names alone. */
  @Override
  public String comparable(String expression, ColumnType type) {
    return type == ColumnType.JSON ? "TO_JSON(" + expression + ")" : expression;
  }

  @Override
  public boolean definesInTransactions() {
    return false;
  }

  @Override
  public boolean enforcesKeys() {
    return false;
  }

  /** The digits after the point are for ever, and so is a date. */
  @Override
  public boolean changesType(ColumnType from, ColumnType to) {
    return from == ColumnType.INTEGER && to == ColumnType.BIG_INTEGER;
  }

  /** It waits only where rows are changed that are there. */
  @Override
  public boolean noticesInserts() {
    return false;
  }

  @Override
  public String nativeType() {
    return "data_type || COALESCE('(' || numeric_precision || ',' || numeric_scale || ')', '')";
  }

  @Override
  public ColumnType type(String nativeType) {
    return switch (nativeType.replaceFirst("\\(.*", "")) {
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "NUMBER" -> number(nativeType);
      case "FLOAT" -> ColumnType.DOUBLE;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP_NTZ" -> ColumnType.TIMESTAMP;
      case "TIMESTAMP_TZ", "TIMESTAMP_LTZ" -> ColumnType.TIMESTAMP_TZ;
      case "VARIANT", "OBJECT", "ARRAY" -> ColumnType.JSON;
      default -> ColumnType.TEXT;
    };
  }

  private static ColumnType number(String nativeType) {
    Matcher matcher = Pattern.compile("\\((\\d+),(\\d+)\\)").matcher(nativeType);
    if (!matcher.find() || !matcher.group(2).equals("0")) {
      return ColumnType.DECIMAL;
    }
    return Integer.parseInt(matcher.group(1)) > DIGITS_OF_INTEGER
        ? ColumnType.BIG_INTEGER
        : ColumnType.INTEGER;
  }

  @Override
  public String jsonText(String column, String name) {
    return "AS_VARCHAR(GET(PARSE_JSON(" + column + "), " + text(name) + "))";
  }

  /** Snowflake's texts know backslashes. */
  @Override
  public String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  @Override
  public String changeType(String table, String column, ColumnType type) {
    return "ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE %s"
        .formatted(table, name(column), type(type));
  }

  /** None: it has no indexes. */
  @Override
  public String indexKeys(String table, String name, List<String> keyColumns) {
    return null;
  }

  @Override
  public void load(Connection connection, String schema, String table, List<StagedPage> pages)
      throws SQLException {
    String stage = "@" + name(schema) + ".%" + name(table);
    String quoted = "'" + stage.replace("'", "\\'") + "'";
    StageFiles.load(connection, name(schema) + "." + name(table), quoted, pages);
  }

  @Override
  public void requireQuery(String sql) {
    if (!QUERY.matcher(sql).matches()) {
      throw Problem.config(
          "only queries are run on Snowflake (SELECT, WITH, SHOW, DESCRIBE, LIST, EXPLAIN), because"
              + " other statements might write");
    }
  }

  @Override
  public Object parameter(Object value) {
    boolean known =
        value == null
            || value instanceof String
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof Integer
            || value instanceof Double
            || value instanceof BigDecimal;
    return known ? value : value.toString();
  }

  @Override
  public ResultColumn column(ResultSetMetaData result, int column) throws SQLException {
    String name = named(result.getColumnLabel(column));
    int scale = result.getScale(column);
    ColumnType known = typeOf(result.getColumnTypeName(column), scale);
    boolean isBig = known == ColumnType.INTEGER && result.getPrecision(column) > DIGITS_OF_INTEGER;
    ColumnType type = isBig ? ColumnType.BIG_INTEGER : known;
    return type == ColumnType.DECIMAL
        ? new ResultColumn(name, type, scale)
        : ResultColumn.of(name, type);
  }

  /** The driver has other names for types than the catalogue. */
  private static ColumnType typeOf(String typeName, int scale) {
    return switch (typeName.toUpperCase(Locale.ROOT)) {
      case "NUMBER", "DECIMAL", "BIGINT" -> scale == 0 ? ColumnType.INTEGER : ColumnType.DECIMAL;
      case "FLOAT", "DOUBLE" -> ColumnType.DOUBLE;
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "VARIANT", "OBJECT", "ARRAY" -> ColumnType.JSON;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMPNTZ", "TIMESTAMP_NTZ" -> ColumnType.TIMESTAMP;
      case "TIMESTAMPTZ", "TIMESTAMP_TZ", "TIMESTAMPLTZ", "TIMESTAMP_LTZ" ->
          ColumnType.TIMESTAMP_TZ;
      default -> ColumnType.TEXT;
    };
  }

  @Override
  public Object value(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return null;
    }
    int scale = row.getMetaData().getScale(column);
    return switch (typeOf(row.getMetaData().getColumnTypeName(column), scale)) {
      case INTEGER, BIG_INTEGER, DECIMAL -> number(new BigDecimal(text), scale);
      case DOUBLE -> row.getDouble(column);
      case BOOLEAN -> row.getBoolean(column);
      case JSON -> Json.parse(text);
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text);
      case TIMESTAMP -> LocalDateTime.parse(text);
      case TIMESTAMP_TZ -> OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      case TEXT, UUID -> text;
    };
  }

  private static Object number(BigDecimal number, int scale) {
    boolean isLong = scale == 0 && number.unscaledValue().bitLength() < Long.SIZE;
    return isLong ? (Object) number.longValueExact() : number;
  }

  @Override
  public Trouble trouble(SQLException e) {
    return SnowflakeErrors.trouble(e);
  }

  @Override
  public Optional<String> wrongQuery(String sql, SQLException e) {
    return SnowflakeErrors.wrongQuery(e);
  }

  @Override
  public Problem problem(String database, SQLException e) {
    return SnowflakeErrors.problem(database, e);
  }
}
