package dev.tidemark.file.value;

import dev.tidemark.file.FileContent;
import dev.tidemark.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.input.BoundedInputStream;

/** A file on this machine, for formats that are read from their end. Closing deletes it. */
public final class TemporaryCopy implements FileContent, Closeable {
  private final String name;
  private final Path path;
  private final FileChannel channel;

  private TemporaryCopy(String name, Path path, FileChannel channel) {
    this.name = name;
    this.path = path;
    this.channel = channel;
  }

  /**
   * @param most how many bytes it may have
   */
  public static TemporaryCopy of(FileContent file, long most) throws IOException {
    Path path = Files.createTempFile("tidemark", ".tmp");
    try (InputStream in = file.open(0)) {
      copy(in, path, most, file.name());
      return new TemporaryCopy(file.name(), path, FileChannel.open(path, StandardOpenOption.READ));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static void copy(InputStream in, Path path, long most, String name) throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      byte[] buffer = new byte[64 << 10];
      long size = 0;
      for (int read; (read = in.read(buffer)) >= 0; ) {
        size += read;
        if (size > most) {
          throw Problem.source(
              name + ": unpacks to more than " + (most >> 20) + " MB, too much for its format");
        }
        out.write(buffer, 0, read);
      }
    }
  }

  public Path path() {
    return path;
  }

  public FileChannel channel() {
    return channel;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long length() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  /** Reading one stream moves no other. */
  @Override
  public InputStream open(long offset, long length) throws IOException {
    FileChannel own = FileChannel.open(path, StandardOpenOption.READ);
    return BoundedInputStream.builder()
        .setInputStream(Channels.newInputStream(own.position(offset)))
        .setMaxCount(length)
        .get();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}
