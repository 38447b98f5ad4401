package dev.tidemark.file.value;

import dev.tidemark.file.FileContent;
import dev.tidemark.problem.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
      throw new java.io.UncheckedIOException(e);
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
    return new Part(Channels.newInputStream(own.position(offset)), length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  /** The first bytes of a stream. */
  private static final class Part extends InputStream {
    private final InputStream in;
    private long left;

    Part(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
