package dev.tidemark.destination.snowflake;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Loads pages by a file that is put to the table's own stage and copied into the table. The table's
 * stage goes with the table, so nothing can be left there for long.
 */
final class StageFiles {
  private StageFiles() {}

  /**
   * Loads pages.
   *
   * @param table as an identifier, with its schema
   * @param stage of the table
   */
  static void load(Connection connection, String table, String stage, List<StagedPage> pages)
      throws SQLException {
    if (pages.stream().allMatch(page -> page.columns().rows() == 0)) {
      return;
    }
    try {
      Path folder = Files.createTempDirectory("tidemark-stage");
      // The same pages have the same name, however often they are loaded, and no others have it.
      Path file = folder.resolve(Long.toHexString(pages.get(0).entry().id()) + ".csv.gz");
      try {
        copy(connection, table, stage, file, CsvRows.write(file, pages));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw Problem.destination("can't write rows to a file on this machine: " + e, e);
    }
  }

  private static void copy(Connection connection, String table, String stage, Path file, long rows)
      throws SQLException {
    String local = file.toAbsolutePath().toString().replace('\\', '/').replace("'", "\\'");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "PUT 'file://"
              + local
              + "' "
              + stage
              + " AUTO_COMPRESS = FALSE SOURCE_COMPRESSION = GZIP OVERWRITE = TRUE PARALLEL = 8");
      // Loaded again after a rollback it is the same file, which would be passed over otherwise.
      long loaded =
          statement.executeLargeUpdate(
              "COPY INTO "
                  + table
                  + " FROM "
                  + stage
                  + " FILES = ('"
                  + file.getFileName()
                  + "') FILE_FORMAT = "
                  + CsvRows.FORMAT
                  + " ON_ERROR = ABORT_STATEMENT PURGE = TRUE FORCE = TRUE");
      if (loaded != rows) {
        throw Problem.destination(
            table + ": Snowflake took " + loaded + " of " + rows + " rows from a file", null);
      }
    }
  }
}
