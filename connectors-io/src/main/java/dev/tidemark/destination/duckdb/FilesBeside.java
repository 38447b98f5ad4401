package dev.tidemark.destination.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.tidemark.destination.StagedPage;
import dev.tidemark.destination.sql.Dialect;
import dev.tidemark.destination.sql.StagedFiles;
import dev.tidemark.model.Column;
import dev.tidemark.model.ColumnType;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Staged rows in Parquet files, in a folder beside a DuckDB database that is there for as long as
 * any rows wait.
 */
final class FilesBeside implements StagedFiles {
  static final String SUFFIX = ".staged";
  private static final int ATTEMPTS = 5;

  private final Dialect dialect;
  private final Path folder;
  private final int fewestRows;

  /**
   * @param fewestRows fewer go into the database at once
   */
  FilesBeside(Dialect dialect, Path database, int fewestRows) {
    this.dialect = dialect;
    this.fewestRows = fewestRows;
    this.folder = Path.of(database.toAbsolutePath().normalize() + SUFFIX);
  }

  @Override
  public int fewestRows() {
    return fewestRows;
  }

  @Override
  public void write(String shelf, String file, List<Column> columns, List<StagedPage> pages) {
    Path path = path(shelf, file);
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(path.getParent());
        RowsFile.write(path, columns, pages);
        return;
      } catch (IOException e) {
        // Whoever removed the last other file may have swept away the folder.
        if (Files.exists(path.getParent()) || attempt == ATTEMPTS) {
          throw problem("write", path, e);
        }
      }
    }
  }

  @Override
  public boolean has(String shelf, String file) {
    return Files.exists(path(shelf, file));
  }

  @Override
  public String rows(String shelf, List<String> files, List<Column> columns) {
    String select = columns.stream().map(this::value).collect(joining(", ", "(SELECT ", ""));
    return select
        + files.stream()
            .map(file -> dialect.text(pattern(path(shelf, file))))
            .collect(joining(", ", " FROM read_parquet([", "]))"));
  }

  private String value(Column column) {
    boolean isOther = column.type() == ColumnType.BIG_INTEGER || column.type() == ColumnType.JSON;
    return isOther
        ? "CAST(" + name(column) + " AS " + dialect.type(column.type()) + ") AS " + name(column)
        : name(column);
  }

  private String name(Column column) {
    return dialect.name(column.name());
  }

  /** The path as something that matches it alone. */
  private static String pattern(Path path) {
    return path.toString().replaceAll("[\\[*?]", "[$0]");
  }

  @Override
  public void remove(String shelf, Collection<String> files) {
    files.forEach(file -> delete(path(shelf, file)));
  }

  @Override
  public void clear(String shelf) {
    Path cleared = folder(shelf);
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

  private Path folder(String shelf) {
    return folder.resolve(URLEncoder.encode(shelf, UTF_8).replace("*", "%2A"));
  }

  private Path path(String shelf, String file) {
    return folder(shelf).resolve(file + ".parquet");
  }

  private static Problem problem(String what, Path path, IOException e) {
    return Problem.destination("can't " + what + " " + path + ", where rows wait: " + e, e);
  }
}
