package dev.tidemark.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Bytes in a temporary file that ends with its use, or with the process however that ends. Written
 * by one thread; then read, from its start as often as one likes, by one thread at a time.
 */
public final class Spool implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final FileChannel file;

  private Spool(FileChannel file) {
    this.file = file;
  }

  static Spool create() throws IOException {
    Path path = Files.createTempFile("tidemark-", ".body");
    return new Spool(
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  OutputStream writer() {
    return Channels.newOutputStream(file);
  }

  public long size() {
    try {
      return file.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes from the first on. */
  public InputStream open() {
    try {
      file.position(0);
      return new BufferedInputStream(Channels.newInputStream(file), BUFFER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Its first bytes; whoever is reading it goes on where they are. None once they are through with
   * it.
   */
  byte[] beginning(int most) throws IOException {
    if (!file.isOpen()) {
      return new byte[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, size()));
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = file.read(bytes, bytes.position());
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** The file itself, for formats that are not read from front to back. */
  public FileChannel file() {
    return file;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
