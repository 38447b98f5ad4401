package dev.tidemark.manifest.response;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that pass, and lets no more through than a single element may have. */
final class Metered extends FilterInputStream {
  private static final long MOST = 256L << 20;

  private long count;
  private long allowed = MOST;

  Metered(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  /** Another element begins. */
  void allowElement() {
    allowed = count + MOST;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    pass(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    pass(Math.max(0, read));
    return read;
  }

  private void pass(int bytes) throws IOException {
    count += bytes;
    if (count > allowed) {
      throw new IOException("one element has more than " + (MOST >> 20) + " MB");
    }
  }
}
