package dev.tidemark.destination.duckdb;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlDestination;
import dev.tidemark.http.Masking;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * {@code md:DATABASE}: a DuckDB database at MotherDuck. DuckDB reaches it through an extension that
 * it downloads by itself when it is first used.
 */
@AutoService(DestinationProvider.class)
public final class MotherDuckProvider implements DestinationProvider {
  private static final JdbcDialect DIALECT = new DuckDbDialect();
  private static final String DEFAULT_SCHEMA = "main";
  private static final String TOKEN = "MOTHERDUCK_TOKEN";

  @Override
  public List<String> schemes() {
    return List.of("md");
  }

  @Override
  public List<String> drivers() {
    return List.of("duckdb_jdbc-");
  }

  @Override
  public String example() {
    return "md:DATABASE";
  }

  @Override
  public ConfigSpec options() {
    JsonObject token =
        JsonObject.of(
            "type",
            "string",
            "airbyte_secret",
            true,
            "description",
            "Access token; by default the environment variable " + TOKEN);
    return DestinationProvider.options(JsonObject.of("token", token));
  }

  @Override
  public boolean sharedByProcesses() {
    return true;
  }

  @Override
  public String identity(DestinationRef ref) {
    return "md:" + database(ref);
  }

  @Override
  public void check(DestinationRef ref) {
    open(ref, Access.READ).close();
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    String schema = ref.schema() == null ? DEFAULT_SCHEMA : ref.schema();
    Session session = new Session(DIALECT, () -> connect(ref, access), identity(ref));
    return new SqlDestination(session, schema, access);
  }

  private static Connection connect(DestinationRef ref, Access access) throws SQLException {
    Connection connection =
        new DuckDBDriver()
            .connect("jdbc:duckdb:md:" + database(ref), properties(ref, System.getenv()));
    try (Statement statement = connection.createStatement()) {
      DuckDbDialect.prepare(statement, access);
    }
    return connection;
  }

  static Properties properties(DestinationRef ref, Map<String, String> environment) {
    Object given = ref.options().open().get("token");
    String token = given == null ? environment.get(TOKEN) : given.toString();
    if (token == null || token.isBlank()) {
      throw Problem.config(
          "MotherDuck needs a token: set the environment variable "
              + TOKEN
              + ", or give destination: {url: \"md:…\", token: ${secret:motherduck/token}}");
    }
    Masking.register(token);
    Properties properties = new Properties();
    properties.setProperty("motherduck_token", token);
    return properties;
  }

  private static String database(DestinationRef ref) {
    String name = ref.location().replaceFirst("^//", "");
    // What follows a question mark would reach the driver as settings, a token among them.
    if (name.isBlank() || name.contains("?")) {
      throw Problem.config(
          "a MotherDuck destination reads md:DATABASE, and its token is an option");
    }
    return name;
  }
}
