package dev.tidemark.bench;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.export.Export;
import dev.tidemark.export.Format;
import dev.tidemark.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.postgresql.PGConnection;

/** The fastest way that a database itself offers for many rows that are at hand. */
interface BulkLoad {
  String COLUMNS =
      " (id BIGINT, name VARCHAR, email VARCHAR, mrr DECIMAL(38,9), visits BIGINT, active BOOLEAN,"
          + " created_at TIMESTAMPTZ, country VARCHAR, note VARCHAR, attributes JSON)";

  /** Seconds that it takes to bring records into a new table. */
  double seconds(String table, long rows) throws SQLException, IOException;

  static BulkLoad of(DestinationRef ref) {
    String scheme = ref.url().substring(0, ref.url().indexOf(':'));
    return switch (scheme) {
      case "duckdb" -> (table, rows) -> appender("jdbc:duckdb:" + ref.location(), table, rows);
      case "parquet" -> (table, rows) -> parquet(rows);
      case "postgres", "postgresql" ->
          (table, rows) ->
              copy(
                  ref.url().replaceFirst("\\w+://(\\w+)@(.*)", "jdbc:postgresql://$2?user=$1"),
                  table,
                  rows);
      default -> throw new IllegalArgumentException("no bulk loader for " + ref.url());
    };
  }

  /** DuckDB's appender. */
  private static double appender(String url, String table, long rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + COLUMNS);
      statement.execute("BEGIN TRANSACTION");
      long nanos = 0;
      try (DuckDBAppender appender =
          connection.unwrap(DuckDBConnection.class).createAppender("main", table)) {
        for (long id = 0; id < rows; id++) {
          JsonObject record = LoadBench.record(id);
          long micros =
              Instant.parse((String) record.get("created_at")).getEpochSecond() * 1_000_000;
          BigDecimal mrr = BigDecimal.valueOf((Long) record.get("mrr")).setScale(9);
          String attributes = record.get("attributes").toString();
          long start = System.nanoTime();
          appender.beginRow();
          appender.append((Long) record.get("id"));
          appender.append((String) record.get("name"));
          appender.append((String) record.get("email"));
          appender.append(mrr);
          appender.append((Long) record.get("visits"));
          appender.append((Boolean) record.get("active"));
          appender.appendEpochMicros(micros);
          appender.append((String) record.get("country"));
          appender.append((String) record.get("note"));
          appender.append(attributes);
          appender.endRow();
          nanos += System.nanoTime() - start;
        }
        long start = System.nanoTime();
        appender.flush();
        nanos += System.nanoTime() - start;
      }
      long start = System.nanoTime();
      statement.execute("COMMIT");
      return (nanos + System.nanoTime() - start) / 1e9;
    }
  }

  /** Postgres's COPY from a file of CSV. */
  private static double copy(String url, String table, long rows) throws SQLException, IOException {
    Path file = Files.createTempFile("tidemark-bench", ".csv");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table + COLUMNS.replace("JSON", "JSONB"));
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (long id = 0; id < rows; id++) {
          JsonObject record = LoadBench.record(id);
          out.write(
              record.names().stream()
                  .map(name -> '"' + record.get(name).toString().replace("\"", "\"\"") + '"')
                  .collect(Collectors.joining(",", "", "\n")));
        }
      }
      long start = System.nanoTime();
      try (InputStream in = Files.newInputStream(file)) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " FROM STDIN (FORMAT csv)", in);
      }
      return Programs.seconds(start);
    } finally {
      Files.delete(file);
    }
  }

  /** The writer of parquet-java, as exports use it: without Hadoop's files, by one thread. */
  private static double parquet(long rows) throws IOException {
    Path file = Files.createTempFile("tidemark-bench", ".parquet");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        RowsAtHand records = new RowsAtHand(rows)) {
      long start = System.nanoTime();
      Export.toStream(records, Format.PARQUET, out);
      return Programs.seconds(start) - records.seconds();
    } finally {
      Files.delete(file);
    }
  }
}
