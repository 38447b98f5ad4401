package dev.tidemark.destination.snowflake;

import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What one session does, on a connection of its own to the database behind. */
final class FakeSession {
  private static final Pattern PUT =
      Pattern.compile("(?is)PUT\\s+'file://([^']+)'\\s+'(@[^']+)'(.*)");
  private static final Pattern COPY =
      Pattern.compile(
          "(?is)COPY INTO (\\S+) FROM '(@[^']+)' FILES = \\('([^']+)'\\) FILE_FORMAT ="
              + " \\((.*)\\) ON_ERROR = ABORT_STATEMENT PURGE = TRUE FORCE = TRUE");
  private static final Pattern AUTOCOMMIT =
      Pattern.compile("(?is)alter session\\s+(?:/\\*.*\\*/)?\\s*set autocommit\\s*=\\s*(\\w+)");
  private static final Pattern CHANGE_TYPE =
      Pattern.compile("(?is)ALTER TABLE (\\S+) ALTER COLUMN (\\S+) SET DATA TYPE (\\S+)");
  private static final Pattern USE = Pattern.compile("(?is)USE SCHEMA (\\S+)");
  private static final int LONGEST_TEXT = 16 << 20;

  private final Connection connection;
  private final Path stages;
  private final Answers answers;
  private final FakeRights rights;
  private boolean inTransaction;
  private boolean autocommit = true;

  FakeSession(Connection connection, Path stages, Answers answers, FakeRights rights) {
    this.connection = connection;
    this.stages = stages;
    this.answers = answers;
    this.rights = rights;
  }

  /**
   * Runs a statement.
   *
   * @param describe only say what would come
   */
  JsonObject run(String text, JsonObject bindings, boolean describe) throws Refusal {
    String sql = text.replaceAll("(?s)--[^\\n]*\\n", "").strip();
    try {
      return answer(sql, bindings, describe);
    } catch (SQLException e) {
      throw Refusal.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonObject answer(String sql, JsonObject bindings, boolean describe)
      throws SQLException, IOException, Refusal {
    String verb = sql.replaceFirst("(?s)[\\s(].*", "").toUpperCase(Locale.ROOT);
    rights.require(verb, sql);
    return switch (verb) {
      case "BEGIN" -> begin();
      case "COMMIT", "ROLLBACK" -> end(verb);
      case "PUT" -> put(sql);
      case "COPY" -> answers.changed("COPY", copy(sql));
      case "CREATE", "DROP", "ALTER" -> define(sql);
      case "USE" -> use(sql);
      case "SHOW" -> rights.grants(answers, sql);
      case "INSERT", "UPDATE", "DELETE", "SELECT", "WITH" -> dml(verb, sql, bindings, describe);
      default -> throw Refusal.syntax("unexpected '" + verb + "'");
    };
  }

  private JsonObject begin() throws SQLException {
    if (!inTransaction) {
      FakeCatalog.run(connection, "BEGIN TRANSACTION");
      inTransaction = true;
    }
    return answers.done("TCL");
  }

  private JsonObject end(String verb) throws SQLException {
    if (inTransaction) {
      inTransaction = false;
      FakeCatalog.run(connection, verb);
    }
    return answers.done("TCL");
  }

  /** A definition commits what is under way, and can't be undone. */
  private JsonObject define(String sql) throws SQLException, Refusal {
    Matcher matcher = AUTOCOMMIT.matcher(sql);
    if (matcher.matches()) {
      autocommit = Boolean.parseBoolean(matcher.group(1));
      return answers.done("ALTER_SESSION");
    }
    String translated = SnowflakeSql.translate(sql);
    end("COMMIT");
    Matcher change = CHANGE_TYPE.matcher(sql);
    if (change.matches()) {
      requireWider(change.group(1), change.group(2), change.group(3));
    }
    if (sql.startsWith("CREATE SCHEMA")) {
      FakeCatalog.run(connection, translated);
      return use("USE SCHEMA " + sql.substring(sql.lastIndexOf(' ') + 1));
    }
    FakeCatalog.run(connection, translated);
    return answers.done("DDL");
  }

  /** Numbers may get more digits before the point, and nothing else may change. */
  private void requireWider(String table, String column, String type) throws SQLException, Refusal {
    String before =
        FakeCatalog.text(
            connection,
            "SELECT typeof("
                + SnowflakeSql.translate(column)
                + ") FROM (SELECT NULL) AS one"
                + " LEFT JOIN "
                + SnowflakeSql.translate(table)
                + " ON false");
    String after = SnowflakeSql.translate(type);
    Pattern number = Pattern.compile("DECIMAL\\((\\d+),\\s*(\\d+)\\)");
    Matcher from = number.matcher(before);
    Matcher to = number.matcher(after);
    boolean wider =
        from.matches()
            && to.matches()
            && from.group(2).equals(to.group(2))
            && Integer.parseInt(from.group(1)) <= Integer.parseInt(to.group(1));
    if (!wider) {
      throw new Refusal(
          2108,
          "22000",
          "cannot change column " + column + " from type " + before + " to " + after);
    }
  }

  private JsonObject use(String sql) throws SQLException, Refusal {
    Matcher matcher = USE.matcher(sql);
    if (!matcher.matches()) {
      throw Refusal.syntax(sql);
    }
    String schema = SnowflakeSql.translate(matcher.group(1));
    try {
      FakeCatalog.run(connection, "USE " + FakeSnowflake.DATABASE + "." + schema);
    } catch (SQLException e) {
      throw new Refusal(
          2043,
          "02000",
          "SQL compilation error:\nObject does not exist, or operation cannot be performed.");
    }
    return answers.done("USE_SCHEMA");
  }

  private JsonObject put(String sql) throws IOException, Refusal {
    Matcher matcher = PUT.matcher(sql);
    if (!matcher.matches()) {
      throw Refusal.syntax(sql);
    }
    String flags = matcher.group(3).toUpperCase(Locale.ROOT);
    Path folder = Files.createDirectories(folder(matcher.group(2)));
    return JsonObject.of(
        "command",
        "UPLOAD",
        "operation",
        "Node",
        "src_locations",
        List.of(matcher.group(1)),
        "parallel",
        4L,
        "autoCompress",
        !flags.contains("AUTO_COMPRESS = FALSE"),
        "overwrite",
        flags.contains("OVERWRITE = TRUE"),
        "sourceCompression",
        "gzip",
        "clientShowEncryptionParameter",
        true,
        "encryptionMaterial",
        null,
        "stageInfo",
        JsonObject.of(
            "locationType",
            "LOCAL_FS",
            "location",
            folder.toString(),
            "path",
            "",
            "isClientSideEncrypted",
            false,
            "creds",
            new JsonObject()));
  }

  /** Each stage is a folder; its name may have characters that a folder's may not. */
  private Path folder(String stage) {
    return stages.resolve(Integer.toHexString(stage.hashCode()));
  }

  private long copy(String sql) throws SQLException, IOException, Refusal {
    Matcher matcher = COPY.matcher(sql);
    if (!matcher.matches()) {
      throw Refusal.syntax(sql);
    }
    Path file = folder(matcher.group(2)).resolve(matcher.group(3));
    if (!Files.exists(file)) {
      return 0;
    }
    List<List<String>> rows = new CopyFile(matcher.group(4)).rows(file);
    implicitBegin();
    insert(SnowflakeSql.translate(matcher.group(1)), rows);
    Files.delete(file);
    return rows.size();
  }

  /** Values are texts until the table's columns take them. */
  private void insert(String table, List<List<String>> rows) throws SQLException, Refusal {
    List<String> columns = new ArrayList<>();
    try (PreparedStatement all = connection.prepareStatement("SELECT * FROM " + table)) {
      for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
        boolean variant = all.getMetaData().getColumnTypeName(i).equals("JSON");
        columns.add(variant ? "to_json(c" + i + ")" : "c" + i);
      }
    }
    String texts =
        String.join(" VARCHAR, ", Collections.nCopies(columns.size(), "c%d")) + " VARCHAR";
    Object[] numbers = Stream.iterate(1, i -> i + 1).limit(columns.size()).toArray();
    FakeCatalog.run(
        connection, "CREATE OR REPLACE TEMP TABLE copied (" + texts.formatted(numbers) + ")");
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "copied")) {
      for (List<String> row : rows) {
        append(appender, row, columns.size());
      }
    }
    FakeCatalog.run(
        connection,
        "INSERT INTO "
            + table
            + " SELECT "
            + String.join(", ", columns)
            + " FROM temp.main.copied");
    FakeCatalog.run(connection, "DROP TABLE temp.main.copied");
  }

  private static void append(DuckDBAppender appender, List<String> row, int columns)
      throws SQLException, Refusal {
    if (row.size() != columns) {
      throw new Refusal(
          100080, "22000", "Number of columns in file (" + row.size() + ") is not " + columns);
    }
    appender.beginRow();
    for (String value : row) {
      if (value == null) {
        appender.appendNull();
      } else if (value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_TEXT) {
        throw new Refusal(100078, "22000", "String is too long and would be truncated");
      } else {
        appender.append(value);
      }
    }
    appender.endRow();
  }

  private void implicitBegin() throws SQLException {
    if (!autocommit) {
      begin();
    }
  }

  private JsonObject dml(String verb, String sql, JsonObject bindings, boolean describe)
      throws SQLException, Refusal {
    String translated = SnowflakeSql.translate(rights.answered(sql));
    boolean isQuery = verb.equals("SELECT") || verb.equals("WITH");
    int parameters = SnowflakeSql.parameters(translated);
    if (describe && !isQuery) {
      return answers.changed(verb, 0).put("numberOfBinds", (long) parameters);
    }
    if (!describe) {
      implicitBegin();
    }
    try (PreparedStatement statement = connection.prepareStatement(translated)) {
      if (describe) {
        return answers.columns(statement.getMetaData()).put("numberOfBinds", (long) parameters);
      }
      bind(statement, bindings, parameters);
      if (!isQuery) {
        return answers.changed(verb, statement.executeUpdate());
      }
      try (ResultSet result = statement.executeQuery()) {
        return answers.rows(result);
      }
    }
  }

  private static void bind(PreparedStatement statement, JsonObject bindings, int parameters)
      throws SQLException, Refusal {
    for (int i = 1; i <= parameters; i++) {
      JsonObject binding = bindings == null ? null : bindings.object(String.valueOf(i));
      if (binding == null) {
        throw new Refusal(2049, "42601", "Bind variable " + i + " not set.");
      }
      statement.setObject(i, value(binding.text("type", ""), binding.get("value")));
    }
  }

  private static Object value(String type, Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    return switch (type) {
      case "FIXED" -> new BigDecimal(text);
      case "BOOLEAN" -> Boolean.valueOf(text);
      case "TIMESTAMP_TZ", "TIMESTAMP_LTZ", "TIMESTAMP_NTZ" -> time(text.replaceFirst(" .*", ""));
      default -> text;
    };
  }

  private static OffsetDateTime time(String nanos) {
    return Instant.ofEpochSecond(0, Long.parseLong(nanos)).atOffset(ZoneOffset.UTC);
  }

  /** Ends it; what is not committed is undone. */
  void close() throws SQLException {
    connection.close();
  }
}
