package dev.tidemark.manifest.response;

import dev.tidemark.http.CountedStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of a stream, and lets no more through than a single element may have. */
final class Metered {
  private static final long MOST = 256L << 20;

  private final InputStream stream;
  private long count;
  private long allowed = MOST;

  Metered(InputStream in) {
    this.stream = new CountedStream(in, this::pass);
  }

  InputStream stream() {
    return stream;
  }

  long count() {
    return count;
  }

  /** Another element begins. */
  void allowElement() {
    allowed = count + MOST;
  }

  private void pass(int bytes) throws IOException {
    count += bytes;
    if (count > allowed) {
      throw new IOException("one element has more than " + (MOST >> 20) + " MB");
    }
  }
}
