package dev.tidemark.export;

import dev.tidemark.connectors.FileTrouble;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes the rows of a query, however many there are. */
public final class Export {
  private Export() {}

  /**
   * Writes them to a file, which is there when it is whole and not before; an older one stays until
   * then.
   *
   * @return how many rows
   */
  public static long toFile(QueryResult rows, Format format, Path file) {
    Path target = file.toAbsolutePath();
    if (!Files.isDirectory(target.getParent())) {
      throw Problem.config("the folder " + target.getParent() + " does not exist");
    }
    if (Files.isDirectory(target)) {
      throw Problem.config(file + " is a folder; name the file");
    }
    Path unfinished =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try (Leftover leftover = new Leftover(unfinished)) {
      long count = write(rows, format, leftover.file());
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      return count;
    } catch (IOException e) {
      throw Problem.config("can't write " + file + ": " + FileTrouble.reason(e));
    }
  }

  /** A file that is not to stay, even if the process is interrupted. */
  private static final class Leftover implements AutoCloseable {
    private final Path file;
    private final Thread atExit;

    Leftover(Path file) {
      this.file = file;
      this.atExit = new Thread(this::delete);
      Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path file() {
      return file;
    }

    private void delete() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      delete();
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }

  /** A value as text that loses nothing; a text is as it is, in JSON too. */
  public static String text(Object value) {
    return Cells.text(value);
  }

  private static long write(QueryResult rows, Format format, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return toStream(rows, format, out);
    }
  }

  /**
   * Writes them to a stream, which stays open.
   *
   * @return how many rows
   */
  public static long toStream(QueryResult rows, Format format, OutputStream out)
      throws IOException {
    long count = 0;
    try (RowWriter writer = format.writer(rows.columns(), out)) {
      for (; rows.hasNext(); count++) {
        writer.write(rows.next());
      }
    }
    return count;
  }
}
