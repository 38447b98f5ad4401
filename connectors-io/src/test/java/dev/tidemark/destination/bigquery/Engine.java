package dev.tidemark.destination.bigquery;

import dev.tidemark.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/** Runs BigQuery's statements on a DuckDB, as strictly as BigQuery. */
final class Engine implements AutoCloseable {
  private static final Pattern CONDITION =
      Pattern.compile("IF @@row_count <> 1 THEN RAISE USING MESSAGE = '(.*)'", Pattern.DOTALL);
  private static final Pattern MUTATION =
      Pattern.compile("(?:UPDATE|DELETE FROM) (`[^`]*`\\.`[^`]*`).*", Pattern.DOTALL);
  private static final Pattern NEW_TYPE =
      Pattern.compile(
          "ALTER TABLE `(.*)`\\.`(.*)` ALTER COLUMN `(.*)` SET DATA TYPE (\\w+)", Pattern.DOTALL);
  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "INTEGER", Set.of("INT64", "NUMERIC", "BIGNUMERIC", "FLOAT64"),
          "NUMERIC", Set.of("NUMERIC", "BIGNUMERIC", "FLOAT64"),
          "BIGNUMERIC", Set.of("BIGNUMERIC", "FLOAT64"));

  private final DuckDBConnection root;

  /** Which transaction has changed rows of a table and is not over, and when the last one was. */
  private final Map<String, Object> changing = new ConcurrentHashMap<>();

  private final Map<String, Long> changed = new ConcurrentHashMap<>();
  private final AtomicLong clock = new AtomicLong();

  Engine() throws SQLException {
    root = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    try (Statement statement = root.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("CREATE MACRO parse_json(x) AS CAST(x AS JSON)");
      statement.execute("CREATE MACRO to_json_string(x) AS CAST(x AS VARCHAR)");
      statement.execute(
          "CREATE MACRO json_field(x, name) AS json_extract_string(CAST(x AS JSON),"
              + " '/' || replace(replace(name, '~', '~0'), '/', '~1'))");
    }
  }

  /** A job's way through a script. */
  private final class Work {
    private final Connection connection;
    private final Map<String, String> parameters;
    private final Set<String> mine = new HashSet<>();
    private long since = -1;
    private long rowCount;
    private Answer answer;

    Work(Connection connection, Map<String, String> parameters) {
      this.connection = connection;
      this.parameters = parameters;
    }

    void run(String sql) throws SQLException {
      Matcher condition = CONDITION.matcher(sql);
      if (condition.matches()) {
        if (rowCount != 1) {
          throw new Refused("invalidQuery", "Query error: " + condition.group(1));
        }
      } else if (sql.equals("BEGIN TRANSACTION")) {
        since = clock.get();
        execute(sql);
      } else if (sql.equals("COMMIT TRANSACTION")) {
        execute("COMMIT");
        mine.forEach(table -> changed.put(table, clock.incrementAndGet()));
        since = -1;
      } else if (!sql.equals("END IF")) {
        statement(sql);
      }
    }

    private void statement(String sql) throws SQLException {
      boolean defines = sql.matches("(?s)(CREATE|ALTER|DROP) .*");
      if (defines && since >= 0) {
        throw new Refused(
            "invalidQuery", "DDL statements are not supported in a transaction: " + sql);
      }
      if (sql.matches("(?s)(UPDATE|DELETE) .*") && !sql.contains(" WHERE ")) {
        throw new Refused("invalidQuery", "UPDATE and DELETE must have a WHERE clause: " + sql);
      }
      if (sql.matches("(?s)DELETE FROM \\S+( AS \\w+)? USING .*")) {
        throw new Refused("invalidQuery", "Syntax error: Unexpected keyword USING");
      }
      Matcher mutation = MUTATION.matcher(sql);
      if (mutation.matches() && since >= 0) {
        meet(mutation.group(1));
      }
      Matcher type = NEW_TYPE.matcher(sql);
      if (type.matches()) {
        requireWider(type);
      }
      for (String one : Rewrites.single(Rewrites.toDuckDb(sql, parameters))) {
        execute(one);
      }
    }

    /** Two transactions that change rows of one table can't both be. */
    private void meet(String table) {
      Object other = changing.putIfAbsent(table, this);
      boolean late = changed.getOrDefault(table, 0L) > since;
      if ((other != null && other != this) || late) {
        if (other == null) {
          changing.remove(table, this);
        }
        throw new Refused(
            "invalidQuery",
            "Transaction is aborted due to concurrent update against table " + table);
      }
      mine.add(table);
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        if (statement.execute(sql)) {
          try (ResultSet result = statement.getResultSet()) {
            answer = Answer.of(result);
          }
        } else {
          rowCount = statement.getUpdateCount();
        }
      }
    }

    void end() throws SQLException {
      if (since >= 0) {
        execute("ROLLBACK");
      }
      mine.forEach(table -> changing.remove(table, this));
    }
  }

  /**
   * Runs a script.
   *
   * @return the rows of its last query, or null
   */
  Answer run(String dataset, String script, Map<String, String> parameters) {
    try (Connection connection = root.duplicate()) {
      if (hasDataset(dataset)) {
        execute(connection, "SET search_path = '" + dataset + "'");
      }
      Work work = new Work(connection, parameters);
      try {
        for (String statement : Rewrites.statements(script)) {
          work.run(statement);
        }
      } finally {
        work.end();
      }
      return work.answer;
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage());
      boolean conflict = message.toLowerCase(Locale.ROOT).contains("conflict");
      throw new Refused(
          message.contains("does not exist") ? "notFound" : "invalidQuery",
          conflict ? "Could not serialize access to table due to concurrent update" : message);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void requireWider(Matcher type) throws SQLException {
    for (JsonObject column : columns(type.group(1), type.group(2))) {
      if (column.text("name", "").equals(type.group(3))
          && !WIDER.getOrDefault(column.text("type", ""), Set.of()).contains(type.group(4))) {
        throw new Refused(
            "invalidQuery",
            "ALTER TABLE ALTER COLUMN SET DATA TYPE requires that the existing column type ("
                + column.text("type", "")
                + ") is assignable to the new type ("
                + type.group(4)
                + ")");
      }
    }
  }

  boolean hasDataset(String dataset) throws SQLException {
    return !list(
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ", dataset)
        .isEmpty();
  }

  List<String> tables(String dataset) throws SQLException {
    return list("SELECT table_name FROM information_schema.tables WHERE table_schema = ", dataset);
  }

  /** Names and types; empty if there is no such table. */
  List<JsonObject> columns(String dataset, String table) throws SQLException {
    List<JsonObject> columns = new ArrayList<>();
    types(dataset, table)
        .forEach(
            (name, type) -> columns.add(JsonObject.of("name", name, "type", Answer.type(type))));
    return columns;
  }

  /** DuckDB's types of a table's columns. */
  private Map<String, String> types(String dataset, String table) throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    String sql =
        "SELECT data_type || '/' || column_name FROM information_schema.columns WHERE table_name = "
            + Rewrites.quoted(table)
            + " AND table_schema = ";
    for (String column : list(sql, dataset)) {
      int end = column.indexOf('/');
      types.put(column.substring(end + 1), column.substring(0, end));
    }
    return types;
  }

  private List<String> list(String sql, String value) throws SQLException {
    try (Connection connection = root.duplicate();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql + Rewrites.quoted(value))) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getString(1));
      }
      return values;
    }
  }

  /** Loads lines of packed JSON, all or none; values are texts first, as they are in JSON. */
  void load(String dataset, String table, byte[] lines) {
    try {
      List<String> names = new ArrayList<>();
      List<String> values = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      types(dataset, table)
          .forEach(
              (column, type) -> {
                String name = "\"" + column + "\"";
                names.add(name);
                values.add("CAST(" + name + " AS " + type + ")");
                texts.add(name + ": 'VARCHAR'");
              });
      if (names.isEmpty()) {
        throw new Refused("notFound", "Not found: Table p:" + dataset + "." + table);
      }
      Path file = Files.createTempFile("load", ".json.gz");
      try (Connection connection = root.duplicate()) {
        Files.write(file, lines);
        execute(
            connection,
            "INSERT INTO \"%s\".\"%s\" (%s) SELECT %s FROM read_json('%s', format ="
                    .formatted(
                        dataset, table, String.join(", ", names), String.join(", ", values), file)
                + " 'newline_delimited', maximum_object_size = 134217728, columns = {"
                + String.join(", ", texts)
                + "})");
      } finally {
        Files.delete(file);
      }
    } catch (SQLException e) {
      throw new Refused("invalid", e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }
}
