package dev.tidemark.destination.duckdb;

import com.google.auto.service.AutoService;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Pause;
import dev.tidemark.destination.Rhythm;
import dev.tidemark.destination.sql.JdbcDialect;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlDestination;
import dev.tidemark.destination.sql.Tables;
import dev.tidemark.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** {@code duckdb:FILE}: a DuckDB database file, made if it does not exist. */
@AutoService(DestinationProvider.class)
public final class DuckDbProvider implements DestinationProvider {
  private static final String DEFAULT_SCHEMA = "main";
  private static final JdbcDialect DIALECT = new DuckDbDialect();

  /** Fewer rows are in the database's log sooner than in a file. */
  private static final int FEWEST = 10_000;

  /** Rows are written in groups of 122,880, by as many threads as there are groups. */
  private static final Duration LONGEST_CLOSING = Duration.ofMinutes(1);

  private static final long CLOSING_MILLIS = 10;
  private static final Rhythm RHYTHM =
      new Rhythm(
          Rhythm.OF_TRANSACTIONS.stage(),
          new Rhythm.Portion(1_000_000, Long.MAX_VALUE, 1L << 30, Duration.ofSeconds(30)));

  @Override
  public List<String> schemes() {
    return List.of("duckdb");
  }

  @Override
  public List<String> drivers() {
    return List.of("duckdb_jdbc-");
  }

  @Override
  public String example() {
    return "duckdb:FILE";
  }

  /** DuckDB locks its file for the process that has it open. */
  @Override
  public boolean sharedByProcesses() {
    return false;
  }

  @Override
  public String identity(DestinationRef ref) {
    return "duckdb:" + file(ref).toAbsolutePath().normalize();
  }

  @Override
  public Destination open(DestinationRef ref, Access access) {
    return open(ref, access, FEWEST);
  }

  /**
   * @param fewest how many rows at once are staged in a file
   */
  static Destination open(DestinationRef ref, Access access, int fewest) {
    Path file = file(ref);
    String schema = ref.schema() == null ? DEFAULT_SCHEMA : ref.schema();
    if (access == Access.READ && !Files.exists(file)) {
      throw Problem.config("there is no database " + file + " yet; a sync makes it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (access == Access.WRITE && !Files.isDirectory(folder)) {
      throw Problem.config("the folder " + folder + " for the database does not exist");
    }
    Session session = new Session(DIALECT, () -> connect(file, access), file.toString());
    return new SqlDestination(
        session,
        schema,
        access,
        RHYTHM,
        new FilesBeside(new Tables(DIALECT, schema), file, fewest));
  }

  @Override
  public void check(DestinationRef ref) {
    Path file = file(ref);
    if (Files.exists(file)) {
      if (!Files.isWritable(file)) {
        throw Problem.config("the database " + file + " can't be written to");
      }
      open(ref, Access.READ).close();
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw Problem.config(
          "the folder " + folder + " for the database does not exist, or can't be written to");
    }
  }

  static Connection connect(Path file, Access access) throws SQLException {
    Connection connection = connect(file, access == Access.READ);
    try (Statement statement = connection.createStatement()) {
      DuckDbDialect.prepare(statement, access);
      if (access == Access.WRITE) {
        // A crash replays at most this much.
        statement.execute("SET wal_autocheckpoint = '512MB'");
        // Rows may be inserted in any order, which lets all cores take part.
        statement.execute("SET preserve_insertion_order = false");
      }
    }
    return connection;
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("duckdb.read_only", Boolean.toString(readOnly));
    long began = System.nanoTime();
    while (true) {
      try {
        return new DuckDBDriver().connect("jdbc:duckdb:" + file, properties);
      } catch (SQLException e) {
        boolean openForWriting = readOnly && e.getMessage().contains("different configuration");
        if (openForWriting) {
          // This very process is syncing into it; a connection of the same kind is the only way in.
          return connect(file, false);
        }
        // The last connection of this process is being closed just now, which may write a lot.
        boolean isClosing = e.getMessage().contains("Unique file handle conflict");
        if (!isClosing || System.nanoTime() - began > LONGEST_CLOSING.toNanos()) {
          throw e;
        }
        Pause.upTo(CLOSING_MILLIS);
      }
    }
  }

  private static Path file(DestinationRef ref) {
    String location = ref.location().replaceFirst("^//(?=.)", "");
    if (location.isBlank() || location.startsWith(":")) {
      throw Problem.config("a DuckDB destination needs a file, as in duckdb:analytics.duckdb");
    }
    return Path.of(location);
  }
}
