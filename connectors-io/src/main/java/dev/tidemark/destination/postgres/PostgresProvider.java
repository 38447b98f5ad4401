package dev.tidemark.destination.postgres;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlDestination;
import dev.tidemark.http.Masking;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/** {@code postgresql://USER@HOST:PORT/DATABASE}: a Postgres database, version 12 or later. */
@AutoService(DestinationProvider.class)
public final class PostgresProvider implements DestinationProvider {
  private static final JdbcDialect DIALECT = new PostgresDialect();
  private static final String DEFAULT_SCHEMA = "public";

  /** Making and dropping a table costs about as much as so many rows. */
  private static final int FEWEST = 2_000;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Override
  public List<String> schemes() {
    return List.of("postgresql", "postgres");
  }

  @Override
  public String example() {
    return "postgresql://USER@HOST:PORT/DATABASE";
  }

  @Override
  public ConfigSpec options() {
    JsonObject password =
        JsonObject.of(
            "type", "string",
            "airbyte_secret", true,
            "description", "Password; by default PGPASSWORD, or what ~/.pgpass says");
    return DestinationProvider.options(JsonObject.of("password", password));
  }

  @Override
  public boolean sharedByProcesses() {
    return true;
  }

  @Override
  public String identity(DestinationRef ref) {
    return name(ref);
  }

  private static String name(DestinationRef ref) {
    URI uri = uri(ref);
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return "postgresql://" + uri.getHost() + ":" + port + uri.getPath();
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    return open(ref, access, FEWEST);
  }

  /**
   * @param fewest how many rows at once are staged in a table of their own
   */
  static Destination open(DestinationRef ref, Access access, int fewest) {
    return SqlDestination.withTables(session(ref, access), schema(ref), access, fewest);
  }

  @Override
  public void check(DestinationRef ref) {
    try (Connection connection = connect(ref, Access.READ)) {
      String schema = schema(ref);
      String user = text(connection, "SELECT current_user");
      if (text(connection, "SELECT 1 FROM pg_namespace WHERE nspname = ?", schema) == null) {
        require(
            connection,
            "SELECT has_database_privilege(current_database(), 'CREATE')",
            user + " may not make the schema " + schema + ": GRANT CREATE ON DATABASE … TO " + user,
            ref);
      } else {
        require(
            connection,
            "SELECT has_schema_privilege(?, 'CREATE') AND has_schema_privilege(?, 'USAGE')",
            user
                + " may not make tables in the schema "
                + schema
                + (": GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + user),
            ref,
            schema,
            schema);
      }
    } catch (SQLException e) {
      throw problem(ref, e);
    }
  }

  private void require(
      Connection connection, String sql, String otherwise, DestinationRef ref, String... parameters)
      throws SQLException {
    if (!"t".equals(text(connection, sql, parameters))) {
      throw Problem.config(identity(ref) + ": the user " + otherwise);
    }
  }

  static String text(Connection connection, String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    }
  }

  @Override
  public Hold hold(DestinationRef ref, String connection) {
    return AdvisoryLock.take(ref, connection);
  }

  static Problem problem(DestinationRef ref, SQLException e) {
    return DIALECT.problem(name(ref), e);
  }

  private static Session session(DestinationRef ref, Access access) {
    return new Session(DIALECT, () -> connect(ref, access), name(ref));
  }

  static Connection connect(DestinationRef ref, Access access) throws SQLException {
    URI uri = uri(ref);
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String url = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath();
    Connection connection =
        new Driver()
            .connect(query.isEmpty() ? url : url + "?" + query, properties(ref, uri, query));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TIME ZONE 'UTC'");
      // A server may be set to forget its latest commits in a crash; what we take for staged must
      // stay.
      statement.execute("SET synchronous_commit = on");
      if (access == Access.READ) {
        statement.execute("SET default_transaction_read_only = on");
      }
      statement.execute("SET search_path TO " + DIALECT.name(schema(ref)));
    }
    return connection;
  }

  private static Properties properties(DestinationRef ref, URI uri, String query) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "tidemark");
    properties.setProperty("tcpKeepAlive", "true");
    // The server finds out what type a text is of: jsonb takes no varchar.
    properties.setProperty("stringtype", "unspecified");
    if (!query.contains("sslmode=") && !THIS_MACHINE.contains(uri.getHost())) {
      properties.setProperty("sslmode", "verify-full");
      if (!query.contains("sslrootcert=")) {
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      }
    }
    String user = uri.getUserInfo() == null ? System.getenv("PGUSER") : uri.getUserInfo();
    if (user != null) {
      properties.setProperty("user", user);
    }
    Object given = ref.options().open().get("password");
    String password = given == null ? System.getenv("PGPASSWORD") : given.toString();
    if (password != null) {
      Masking.register(password);
      properties.setProperty("password", password);
    }
    return properties;
  }

  static String schema(DestinationRef ref) {
    return ref.schema() == null ? DEFAULT_SCHEMA : ref.schema();
  }

  private static URI uri(DestinationRef ref) {
    try {
      URI uri = new URI(ref.url());
      boolean named = uri.getPath() != null && uri.getPath().length() > 1;
      if (uri.getHost() != null && named) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw Problem.config(
          "'" + ref.url() + "' is no URL: " + e.getReason() + " at position " + e.getIndex());
    }
    throw Problem.config(
        "a Postgres destination reads postgresql://USER@HOST:PORT/DATABASE, and '"
            + ref.url()
            + "' lacks the host or the database");
  }
}
