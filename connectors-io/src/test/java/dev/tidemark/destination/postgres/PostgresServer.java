package dev.tidemark.destination.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real Postgres server of this process's own; each test takes a database of its own on it. */
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static Path data;
  private static EmbeddedPostgres server;
  private static ProcessHandle postmaster;

  private PostgresServer() {}

  /** URL of a new database. */
  public static synchronized String database() {
    try {
      if (server == null) {
        data = Files.createTempDirectory("tidemark-postgres");
        start(builder());
        Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::end));
      }
      String name = "test_" + DATABASES.incrementAndGet();
      execute("CREATE DATABASE " + name);
      return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/" + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "off");
  }

  /** Kills the server with -9, and all its processes with it, and starts it again. */
  public static synchronized void crash() throws IOException {
    int port = server.getPort();
    ProcessHandle[] workers = postmaster.descendants().toArray(ProcessHandle[]::new);
    postmaster.destroyForcibly();
    for (ProcessHandle worker : workers) {
      worker.destroyForcibly();
    }
    for (ProcessHandle worker : workers) {
      worker.onExit().join();
    }
    postmaster.onExit().join();
    // Lets go of its lock on the folder; that it finds nothing to stop does no harm.
    server.close();
    start(builder().setPort(port));
  }

  private static void start(EmbeddedPostgres.Builder builder) throws IOException {
    server = builder.start();
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
    postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static void end() {
    try {
      server.close();
      // Another hook may have told it to end before, and that takes a moment.
      postmaster.onExit().join();
      try (Stream<Path> files = Files.walk(data)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      System.err.println(data + " could not be removed: " + e);
    }
  }

  static synchronized int port() {
    return server.getPort();
  }

  /** Ends all connections to a database; returns how many there were. */
  public static synchronized long killConnections(String url) {
    String database = url.substring(url.lastIndexOf('/') + 1);
    String sql =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '"
            + database
            + "'";
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet killed = statement.executeQuery(sql)) {
      killed.next();
      return killed.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Runs a statement as the server's owner. */
  public static synchronized void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
