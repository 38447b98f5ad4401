package dev.tidemark.destination.parquet;

import com.google.auto.service.AutoService;
import dev.tidemark.config.ConfigSpec;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.duckdb.DuckDbDialect;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** {@code parquet:FOLDER}: a folder of Parquet files for each table, made if it does not exist. */
@AutoService(DestinationProvider.class)
public final class ParquetProvider implements DestinationProvider {
  private static final DuckDbDialect DIALECT = new DuckDbDialect();
  private static final long DEFAULT_MEGABYTES = 128;
  private static final List<Object> COMPRESSIONS =
      List.of("zstd", "snappy", "gzip", "uncompressed");

  @Override
  public List<String> schemes() {
    return List.of("parquet");
  }

  @Override
  public String example() {
    return "parquet:FOLDER";
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
            "default",
            DEFAULT_MEGABYTES,
            "description",
            "How large files become, about"));
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
    return "parquet:" + root(ref);
  }

  @Override
  public void check(DestinationRef ref) {
    Path folder = root(ref);
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw Problem.config("the folder " + root(ref) + " can't be made, or can't be written to");
    }
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    Path root = root(ref);
    if (access == Access.READ && !Files.isDirectory(root)) {
      throw Problem.config("there is no folder " + root + " yet; a sync makes it");
    }
    return open(new LocalStore(root), ref);
  }

  static Destination open(Store store, DestinationRef ref) {
    Session session = new Session(DIALECT, ParquetProvider::connect, ref.url());
    return new ParquetDestination(store, session, layout(ref));
  }

  private static Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
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

  /** Holds a lock on a file; the system lets go of it if this process ends. */
  @Override
  public AutoCloseable hold(DestinationRef ref, String connection) {
    Path file = root(ref).resolve("_tidemark/locks/" + Documents.hash(connection));
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
      channel.close();
      throw Problem.config(
          "connection "
              + connection
              + " in "
              + identity(ref)
              + " is being synced by another process; wait for it to end");
    } catch (IOException e) {
      throw Problem.destination(identity(ref) + ": " + e.getMessage(), e);
    }
  }

  private static Path root(DestinationRef ref) {
    String location = ref.location().replaceFirst("^//(?=.)", "");
    if (location.isBlank() || location.contains("://")) {
      throw Problem.config("a Parquet destination needs a folder, as in parquet:data/crm");
    }
    Path root = Path.of(location).toAbsolutePath().normalize();
    return ref.schema() == null ? root : root.resolve(ref.schema());
  }
}
