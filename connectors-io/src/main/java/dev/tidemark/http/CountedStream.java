package dev.tidemark.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells of the bytes that pass. */
public final class CountedStream extends FilterInputStream {
  private final Counter counter;

  public CountedStream(InputStream content, Counter counter) {
    super(content);
    this.counter = counter;
  }

  /** Is told how many bytes have passed, and may object. */
  public interface Counter {
    void passed(int bytes) throws IOException;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    counter.passed(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    counter.passed(Math.max(0, read));
    return read;
  }
}
