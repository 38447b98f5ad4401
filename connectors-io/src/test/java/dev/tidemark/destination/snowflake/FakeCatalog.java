package dev.tidemark.destination.snowflake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** The database behind the fake, with what Snowflake has and DuckDB has not. */
final class FakeCatalog implements AutoCloseable {
  /** Stands for {@code information_schema}. */
  static final String SCHEMA = "FAKE_INFORMATION_SCHEMA";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final List<String> SET_UP =
      List.of(
          "ATTACH ':memory:' AS %s",
          "USE %s",
          "CREATE SCHEMA PUBLIC",
          "CREATE SCHEMA " + SCHEMA,
          "CREATE MACRO %s.main.named(name) AS CASE WHEN name LIKE '%~%' THEN replace(name, '~',"
              + " '') ELSE upper(name) END",
          "CREATE VIEW "
              + SCHEMA
              + ".SCHEMATA AS SELECT %s.main.named(database_name) AS CATALOG_NAME,"
              + " %s.main.named(schema_name) AS SCHEMA_NAME FROM duckdb_schemas()"
              + " WHERE database_name = '%s'",
          "CREATE VIEW "
              + SCHEMA
              + ".TABLES AS SELECT %s.main.named(database_name) AS TABLE_CATALOG,"
              + " %s.main.named(schema_name) AS TABLE_SCHEMA, %s.main.named(table_name) AS"
              + " TABLE_NAME, CURRENT_TIMESTAMP - INTERVAL 2 DAY AS CREATED FROM duckdb_tables()",
          "CREATE VIEW "
              + SCHEMA
              + ".COLUMNS AS SELECT %s.main.named(database_name) AS TABLE_CATALOG,"
              + " %s.main.named(schema_name) AS TABLE_SCHEMA, %s.main.named(table_name) AS"
              + " TABLE_NAME, %s.main.named(column_name) AS COLUMN_NAME, column_index AS"
              + " ORDINAL_POSITION, CASE WHEN data_type LIKE 'DECIMAL%' THEN 'NUMBER' WHEN"
              + " data_type = 'JSON' THEN 'VARIANT' WHEN data_type = 'VARCHAR' THEN 'TEXT' WHEN"
              + " data_type = 'DOUBLE' THEN 'FLOAT' WHEN data_type = 'TIMESTAMP' THEN"
              + " 'TIMESTAMP_NTZ' WHEN data_type = 'TIMESTAMP WITH TIME ZONE' THEN 'TIMESTAMP_TZ'"
              + " ELSE data_type END AS DATA_TYPE, CASE WHEN data_type LIKE 'DECIMAL%' THEN"
              + " numeric_precision END AS NUMERIC_PRECISION, CASE WHEN data_type LIKE 'DECIMAL%'"
              + " THEN numeric_scale END AS NUMERIC_SCALE FROM duckdb_columns()");

  /** Functions of Snowflake. */
  private static final List<String> FUNCTIONS =
      List.of(
          "parse_json(value) AS CAST(value AS JSON)",
          "get(value, name) AS json_extract(value, '/' ||"
              + " replace(replace(name, '~', '~0'), '/', '~1'))",
          "as_varchar(value) AS json_extract_string(value, '$')",
          "dateadd(part, days, since) AS since + to_days(CAST(days AS INTEGER))");

  private final DuckDBConnection root;
  private final String database;

  FakeCatalog(String database) throws SQLException {
    this.database = database;
    this.root =
        (DuckDBConnection)
            new DuckDBDriver()
                .connect("jdbc:duckdb::memory:fake" + COUNT.incrementAndGet(), new Properties());
    for (String sql : SET_UP) {
      run(root, sql.replace("%s", database));
    }
  }

  /** A connection for a session. */
  Connection connect() throws SQLException {
    Connection connection = root.duplicate();
    run(connection, "SET TimeZone = 'UTC'");
    run(connection, "USE " + database + ".PUBLIC");
    for (String function : FUNCTIONS) {
      run(connection, "CREATE TEMP MACRO " + function);
    }
    return connection;
  }

  /** Many tables would make each question about one slow. */
  void drop(String schema) throws SQLException {
    run(root, "DROP SCHEMA IF EXISTS " + database + "." + schema + " CASCADE");
  }

  /** The first value of the first row, or null. */
  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : null;
    }
  }

  static long run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return Math.max(0, statement.getUpdateCount());
    }
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }
}
