package dev.tidemark.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * What is unpacked of one answer or file: no more than anybody honest would have packed into so few
 * bytes.
 */
public final class Unpacking {
  private static final long MOST = 16L << 30;
  private static final long HARMLESS = 256L << 20;
  private static final int RATIO = 250;

  private final long packed;
  private final long most;
  private long unpacked;

  /**
   * @param packed how many bytes there are before
   * @param most how many there may be after, however well they pack
   */
  public Unpacking(long packed, long most) {
    this.packed = packed;
    this.most = most;
  }

  /** The same within what an answer may be. */
  public Unpacking(long packed) {
    this(packed, MOST);
  }

  /** Whether so many bytes would be too many. */
  public boolean isTooMuch(long bytes) {
    return bytes > most || (bytes > HARMLESS && bytes / RATIO > packed);
  }

  /** The same bytes, as long as they are not too many, together with all others of this answer. */
  public InputStream limited(InputStream content) {
    return new CountedStream(content, this::pass);
  }

  private void pass(int bytes) throws IOException {
    unpacked += bytes;
    refuseTooMuch(unpacked);
  }

  /** Refuses so many bytes if they would be too many. */
  public void refuseTooMuch(long bytes) throws IOException {
    if (isTooMuch(bytes)) {
      throw new IOException(
          "its " + packed + " bytes unpack to more than " + (bytes >> 20) + " MB");
    }
  }
}
