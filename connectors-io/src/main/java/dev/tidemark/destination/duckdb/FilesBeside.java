package dev.tidemark.destination.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.sql.Portions;
import dev.tidemark.destination.sql.Tables;
import dev.tidemark.destination.sql.Transaction;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;

/**
 * Staged rows in Parquet files, in a folder beside a DuckDB database that is there for as long as
 * any rows wait.
 */
final class FilesBeside implements Portions {
  static final String SUFFIX = ".staged";
  private static final int ATTEMPTS = 5;

  private final Tables tables;
  private final Path folder;
  private final int fewestRows;

  /**
   * @param tables those of the database
   * @param fewestRows fewer go into the database at once
   */
  FilesBeside(Tables tables, Path database, int fewestRows) {
    this.tables = tables;
    this.fewestRows = fewestRows;
    this.folder = Path.of(database.toAbsolutePath().normalize() + SUFFIX);
  }

  @Override
  public int fewestRows() {
    return fewestRows;
  }

  @Override
  public void write(
      Transaction transaction, StreamKey key, Run run, String portion, List<StagedPage> pages) {
    Path path = path(key, run, portion);
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(path.getParent());
        RowsFile.write(path, Tables.stagingColumns(run), pages, Packing.PLAIN);
        force(path);
        return;
      } catch (IOException e) {
        // Whoever removed the last other file may have swept away the folder.
        if (Files.exists(path.getParent()) || attempt == ATTEMPTS) {
          throw problem("write", path, e);
        }
      }
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(false);
    }
  }

  @Override
  public boolean has(StreamKey key, Run run, String portion) {
    return Files.exists(path(key, run, portion));
  }

  @Override
  public String rows(StreamKey key, Run run, List<String> portions) {
    return new FilesSql(tables.dialect())
        .rows(
            portions.stream().map(portion -> path(key, run, portion)).toList(),
            Tables.stagingColumns(run));
  }

  @Override
  public void remove(Transaction transaction, StreamKey key, Run run, Collection<String> portions) {
    transaction.afterwards(() -> portions.forEach(portion -> delete(path(key, run, portion))));
  }

  @Override
  public void clear(Transaction transaction, StreamKey key, Run run) {
    transaction.afterwards(() -> clear(shelf(key, run)));
  }

  private void clear(Path cleared) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(cleared)) {
      files.forEach(FilesBeside::delete);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw problem("look through", cleared, e);
    }
    delete(cleared);
    delete(folder);
  }

  /** Removes a file, or a folder that has become empty. */
  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      return;
    } catch (IOException e) {
      throw problem("remove", path, e);
    }
  }

  private Path shelf(StreamKey key, Run run) {
    String name = tables.schema() + "." + tables.stagingName(key, run);
    return folder.resolve(URLEncoder.encode(name, UTF_8).replace("*", "%2A"));
  }

  private Path path(StreamKey key, Run run, String portion) {
    return shelf(key, run).resolve(portion + ".parquet");
  }

  private static Problem problem(String what, Path path, IOException e) {
    return Problem.destination("can't " + what + " " + path + ", where rows wait: " + e, e);
  }
}
