package dev.tidemark.destination.snowflake;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlDestination;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** {@code snowflake://USER@ACCOUNT/DATABASE}: a database of Snowflake. */
@AutoService(DestinationProvider.class)
public final class SnowflakeProvider implements DestinationProvider {
  private static final JdbcDialect DIALECT = new SnowflakeDialect();
  private static final String DEFAULT_SCHEMA = "public";
  private static final String TAG = "query_tag";

  /**
   * The driver's own: it repeats what it throws, and nobody masks it. Kept, lest it be forgotten.
   */
  private static final Logger DRIVERS_LOG = Logger.getLogger("net.snowflake");

  @Override
  public List<String> schemes() {
    return List.of("snowflake");
  }

  @Override
  public List<String> drivers() {
    return List.of("snowflake-jdbc-");
  }

  @Override
  public String example() {
    return "snowflake://USER@ACCOUNT/DATABASE";
  }

  @Override
  public ConfigSpec options() {
    return DestinationProvider.options(
        JsonObject.of(
            "user",
            text("Who logs in; may stand in the URL"),
            "password",
            secret("Password"),
            "private_key",
            secret("Private key in PKCS#8 PEM, or the file that holds it"),
            "private_key_passphrase",
            secret("Passphrase of the private key"),
            "token",
            secret("OAuth access token"),
            "warehouse",
            text("What loads and merges; by default the user's own"),
            "role",
            text("Role to work in; by default the user's own"),
            TAG,
            text("Query tag; by default tidemark and the name of the connection")));
  }

  private static JsonObject text(String description) {
    return JsonObject.of("type", "string", "description", description);
  }

  private static JsonObject secret(String description) {
    return text(description).put("airbyte_secret", true);
  }

  @Override
  public boolean sharedByProcesses() {
    return true;
  }

  @Override
  public String identity(DestinationRef ref) {
    return Place.of(ref).identity();
  }

  @Override
  public DestinationRef forConnection(DestinationRef ref, String connection) {
    boolean isTagged = Place.of(ref).settings().has(TAG) || ref.options().open().has(TAG);
    return isTagged ? ref : ref.with(ref.options().with(TAG, "tidemark " + connection));
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    Session session = new Session(DIALECT, () -> connect(ref), identity(ref));
    return new SqlDestination(session, schema(ref), access, SnowflakeDialect.RHYTHM);
  }

  @Override
  public void check(DestinationRef ref) {
    Place place = Place.of(ref);
    try (Connection connection = connect(ref)) {
      if (Rights.text(connection, "SELECT CURRENT_WAREHOUSE()") == null) {
        throw Problem.config(
            identity(ref)
                + ": loading takes a warehouse, as in ?warehouse=LOADING; none is chosen");
      }
      String known =
          Rights.text(
              connection,
              "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?",
              DIALECT.identifier(schema(ref)));
      if (known == null) {
        Rights.require(connection, "DATABASE", place.database(), "CREATE SCHEMA");
      } else {
        Rights.require(connection, "SCHEMA", DIALECT.name(schema(ref)), "CREATE TABLE");
      }
    } catch (SQLException e) {
      throw DIALECT.problem(identity(ref), e);
    }
  }

  static Connection connect(DestinationRef ref) throws SQLException {
    DRIVERS_LOG.setLevel(Level.OFF);
    Place place = Place.of(ref);
    Properties properties = Login.properties(place, ref);
    Connection connection =
        new SnowflakeDriver().connect("jdbc:snowflake://" + place.host(), properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("USE SCHEMA " + DIALECT.name(schema(ref)));
    } catch (SQLException e) {
      if (!SnowflakeErrors.isNotThere(e)) {
        connection.close();
        throw e;
      }
      // It is made by whoever writes first, and is the session's from then on.
    }
    return connection;
  }

  private static String schema(DestinationRef ref) {
    return ref.schema() == null ? DEFAULT_SCHEMA : ref.schema();
  }
}
