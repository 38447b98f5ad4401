package dev.tidemark.file.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that is being looked at. Whoever looks finds that the bytes do not suffice,
 * has more of them read and looks again.
 */
public final class ByteWindow implements Closeable {
  private static final int USUAL = 512 << 10;

  private final InputStream stream;
  private byte[] bytes = new byte[USUAL];
  private int position;
  private int end;
  private long before;
  private boolean ended;

  /**
   * @param offset of the stream's first byte in the file
   */
  public ByteWindow(InputStream stream, long offset) {
    this.stream = stream;
    this.before = offset;
  }

  /** Shared with the caller: valid until {@link #more}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the part that is still to be dealt with begins in {@link #bytes}. */
  public int position() {
    return position;
  }

  public int end() {
    return end;
  }

  /** Whether nothing follows {@link #end}. */
  public boolean isLast() {
    return ended;
  }

  /** How many bytes there are to look at. */
  public int size() {
    return end - position;
  }

  /** Offset in the file of the next byte to be dealt with. */
  public long offset() {
    return before + position;
  }

  /** All before this is dealt with. */
  public void moveTo(int newPosition) {
    position = newPosition;
  }

  /** Reads on; what is not dealt with is kept, and moves to the beginning of the array. */
  public void more() throws IOException {
    if (position > 0) {
      System.arraycopy(bytes, position, bytes, 0, end - position);
      before += position;
      end -= position;
      position = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int read = stream.readNBytes(bytes, end, bytes.length - end);
    end += read;
    ended = end < bytes.length;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
