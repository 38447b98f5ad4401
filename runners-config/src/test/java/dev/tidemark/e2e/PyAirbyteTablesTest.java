package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Tidemark;
import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.json.JsonObject;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that PyAirbyte made go on being filled, without a change of type or name. */
class PyAirbyteTablesTest {
  private static final String OLD_ID = "01HQZX3V9K5T7M2N4P6R8S0W1Y";

  @TempDir Path folder;

  @Test
  void aTableInDuckDbIsFilledOn() throws SQLException {
    Path file = folder.resolve("cache.duckdb");
    assertFilledOn("jdbc:duckdb:" + file, "duckdb:" + file);
  }

  @Test
  void aTableInPostgresIsFilledOn() throws SQLException {
    String url = PostgresServer.database();
    assertFilledOn("jdbc:" + url.replaceFirst("//([^@]*)@(.*)", "//$2?user=$1"), url);
  }

  @Test
  void columnsAreFoundByTheNamesThatPyAirbyteGives() throws SQLException {
    Path file = folder.resolve("cache.duckdb");
    execute(
        "jdbc:duckdb:" + file,
        "CREATE TABLE things (id BIGINT, \"sales____\" BIGINT, \"_2nd__gr__e\" VARCHAR,"
            + " _airbyte_raw_id VARCHAR, _airbyte_extracted_at TIMESTAMPTZ, _airbyte_meta JSON)");
    try (Bucket bucket = new Bucket(SimulatorOptions.defaults())) {
      bucket.put("a.jsonl", "{\"id\":1,\"Sales (%)\":5,\"2nd  Größe\":\"XL\"}\n");
      Map<String, Object> stream = Bucket.stream("things", "**");
      stream.put(
          "input_schema",
          "{\"id\":\"integer\",\"Sales (%)\":\"integer\",\"2nd  Größe\":\"string\"}");
      Tidemark tidemark = bucket.tidemark(file, stream).metaPrefix("_airbyte");
      tidemark.sync().orThrow();
      assertThat(tidemark.dataset("things").columns("sales____", "_2nd__gr__e").rows().toString())
          .isEqualTo("[{sales____=5, _2nd__gr__e=XL}]");
    }
  }

  private void assertFilledOn(String jdbc, String url) throws SQLException {
    SimulatorOptions options = SimulatorOptions.defaults().withSize(120).withoutRateLimit();
    try (Simulator simulator = Simulators.start("chartmogul", options)) {
      Tidemark tidemark =
          new Account("chartmogul", simulator, folder)
              .tidemark()
              .streams("customers")
              .metaPrefix("_airbyte")
              .into(url);
      JsonObject schema = tidemark.stream("customers").spec().schema();
      Map<String, Object> known = simulator.truth("customers").get(0);
      execute(jdbc, tableOf(schema.object("properties")));
      execute(jdbc, oldRow(known.get("id"), "an older name"));
      execute(jdbc, oldRow(-1, "gone from the source"));
      List<String> before = columns(jdbc);
      tidemark.sync().orThrow();
      simulator.grow(20);
      tidemark.sync().orThrow();
      // The newer records have a field more; all else is as it was.
      assertThat(columns(jdbc)).startsWith(before.toArray(String[]::new));
      assertThat(columns(jdbc).size()).isLessThanOrEqualTo(before.size() + 1);
      List<Map<String, Object>> rows = tidemark.dataset("customers").rows();
      List<Map<String, Object>> ours =
          rows.stream().filter(row -> !"gone from the source".equals(row.get("name"))).toList();
      assertThat(rows).hasSize(ours.size() + 1);
      assertThat(Truth.differences(simulator, "customers", ours, "id")).isEmpty();
      assertThat(rows).noneMatch(row -> "an older name".equals(row.get("name")));
      assertThat(rows).allMatch(row -> row.get("_airbyte_raw_id") instanceof String);
    }
  }

  /** The statement that PyAirbyte makes of a stream's schema. */
  private static String tableOf(JsonObject properties) {
    StringJoiner columns = new StringJoiner(", ");
    for (String name : properties.names()) {
      String column = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
      columns.add('"' + column + "\" " + type(properties.object(name)));
    }
    columns.add("\"_airbyte_raw_id\" VARCHAR");
    columns.add("\"_airbyte_extracted_at\" TIMESTAMP WITH TIME ZONE");
    columns.add("\"_airbyte_meta\" JSON");
    return "CREATE TABLE customers (" + columns + ")";
  }

  private static String type(JsonObject property) {
    List<Object> types =
        property.get("type") instanceof List<?> list
            ? new ArrayList<>(list)
            : new ArrayList<>(List.of(property.get("type")));
    types.remove("null");
    String type = types.size() == 1 ? types.get(0).toString() : "string";
    return switch (type) {
      case "integer" -> "BIGINT";
      case "number" -> "DECIMAL(38, 9)";
      case "boolean" -> "BOOLEAN";
      case "object", "array" -> "JSON";
      default ->
          switch (String.valueOf(property.get("format"))) {
            case "date" -> "DATE";
            case "date-time" -> "TIMESTAMP WITH TIME ZONE";
            case "time" -> "TIME";
            default -> "VARCHAR";
          };
    };
  }

  private static String oldRow(Object id, String name) {
    return "INSERT INTO customers (id, name, _airbyte_raw_id, _airbyte_extracted_at, _airbyte_meta)"
        + " VALUES (%s, '%s', '%s', '2024-01-01T00:00:00Z', '{}')".formatted(id, name, OLD_ID);
  }

  private static void execute(String jdbc, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> columns(String jdbc) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbc);
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT column_name || ' ' || data_type FROM information_schema.columns"
                    + " WHERE table_name = 'customers' ORDER BY ordinal_position")) {
      List<String> columns = new ArrayList<>();
      while (result.next()) {
        columns.add(result.getString(1));
      }
      return columns;
    }
  }
}
