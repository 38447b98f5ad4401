package dev.tidemark.destination.parquet;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;
import dev.tidemark.destination.duckdb.DuckDbDialect;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.google.GoogleAccess;
import dev.tidemark.json.JsonObject;
import dev.tidemark.s3.S3Access;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * {@code parquet:FOLDER}, {@code parquet:s3://BUCKET/PREFIX}, {@code parquet:gs://…}: a folder of
 * Parquet files for each table.
 */
@AutoService(DestinationProvider.class)
public final class ParquetProvider implements DestinationProvider {
  private static final DuckDbDialect DIALECT = new DuckDbDialect();
  private static final long DEFAULT_MEGABYTES = 128;
  private static final long MOST_MEGABYTES = 4_096;
  private static final List<String> S3_SETTINGS =
      List.of(
          "aws_access_key_id",
          "aws_secret_access_key",
          "role_arn",
          "role_external_id",
          "profile",
          "endpoint",
          "path_style",
          "region_name");
  private static final List<Object> COMPRESSIONS =
      List.of("zstd", "snappy", "gzip", "uncompressed");

  @Override
  public List<String> schemes() {
    return List.of("parquet");
  }

  /** Parts of tables are put together by it. */
  @Override
  public List<String> drivers() {
    return List.of("duckdb_jdbc-");
  }

  @Override
  public String example() {
    return "parquet:FOLDER, parquet:s3://BUCKET/PREFIX, parquet:gs://BUCKET/PREFIX";
  }

  @Override
  public ConfigSpec options() {
    JsonObject properties = new JsonObject();
    properties.put(
        "partition_by",
        JsonObject.of(
            "type", "array",
            "items", JsonObject.of("type", "string"),
            "description", "Columns by whose values a table's files are divided into folders"));
    properties.put(
        "file_size_mb",
        JsonObject.of(
            "type",
            "integer",
            "minimum",
            1L,
            "maximum",
            MOST_MEGABYTES,
            "default",
            DEFAULT_MEGABYTES,
            "description",
            "How large files become, about"));
    properties.put(
        "plain_copies",
        JsonObject.of(
            "type",
            "boolean",
            "default",
            true,
            "description",
            "In a bucket: fill the tables' folders with copies, for readers that list them; else"
                + " there are the manifests alone"));
    JsonObject access = S3Access.properties();
    S3_SETTINGS.forEach(name -> properties.put(name, access.get(name)));
    JsonObject google = GoogleAccess.properties();
    google.names().forEach(name -> properties.put(name, google.get(name)));
    properties.put(
        "compression", JsonObject.of("type", "string", "enum", COMPRESSIONS, "default", "zstd"));
    return DestinationProvider.options(properties);
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
  public void check(DestinationRef ref) {
    Place.of(ref).check();
  }

  @Override
  public Hold hold(DestinationRef ref, String connection) {
    return Place.of(ref).hold(connection);
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    return open(Place.of(ref).open(access), ref, access);
  }

  static Destination open(Store store, DestinationRef ref, Access access) {
    Session session = new Session(DIALECT, () -> connect(access), ref.url());
    return new ParquetDestination(store, session, layout(ref));
  }

  private static Connection connect(Access access) throws SQLException {
    Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    try (Statement statement = connection.createStatement()) {
      DuckDbDialect.prepare(statement, access);
      statement.execute("SET preserve_insertion_order = false");
      statement.execute("CREATE SCHEMA " + Workbench.SCHEMA);
    }
    return connection;
  }

  private static Layout layout(DestinationRef ref) {
    JsonObject options = ref.options().open();
    Object megabytes = options.get("file_size_mb");
    return new Layout(
        DIALECT,
        options.list("partition_by").stream().map(Object::toString).toList(),
        options.text("compression", "zstd"),
        (megabytes == null ? DEFAULT_MEGABYTES : ((Number) megabytes).longValue()) << 20);
  }
}
