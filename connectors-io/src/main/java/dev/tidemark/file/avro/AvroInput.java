package dev.tidemark.file.avro;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.value.Decoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.avro.file.SeekableInput;

/** A file for the library: read on from where it last went to. */
final class AvroInput implements SeekableInput {
  /** Going on reading costs less than asking for another part. */
  private static final long NEAR = 256 << 10;

  /** The library reads so much ahead where it is not within a block. */
  private static final int AHEAD = 16 << 10;

  private final FileContent file;
  private final byte[] last = new byte[AHEAD];
  private int held;
  private InputStream stream;
  private long position;

  AvroInput(FileContent file) {
    this.file = file;
  }

  @Override
  public void seek(long target) throws IOException {
    try {
      if (stream != null && target >= position && target - position <= NEAR) {
        position += stream.skip(target - position);
      }
      if (target != position) {
        close();
        position = target;
      }
      held = 0;
    } catch (IOException e) {
      throw new Decoding.Failure(e);
    }
  }

  @Override
  public long tell() {
    return position;
  }

  /** Only asked to see whether the end is reached; a file of unknown length goes on. */
  @Override
  public long length() {
    return file.length() < 0 ? Long.MAX_VALUE : file.length();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int read = open().read(target, offset, length);
      if (read > 0) {
        position += read;
        hold(target, offset, read);
      }
      return read;
    } catch (IOException e) {
      throw new Decoding.Failure(e);
    }
  }

  private InputStream open() throws IOException {
    if (stream == null) {
      stream = new BufferedInputStream(file.open(position), 64 << 10);
    }
    return stream;
  }

  private void hold(byte[] bytes, int offset, int length) {
    int more = Math.min(length, AHEAD);
    int kept = Math.min(held, AHEAD - more);
    System.arraycopy(last, held - kept, last, 0, kept);
    System.arraycopy(bytes, offset + length - more, last, kept, more);
    held = kept + more;
  }

  /**
   * Bytes from an offset that the library has come to, without going on.
   *
   * @return fewer where the file ends
   */
  byte[] peek(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    int known = (int) Math.min(length, position - offset);
    if (known < 0 || position - offset > held) {
      throw new IOException("byte " + offset + " is too far from byte " + position);
    }
    System.arraycopy(last, held - (int) (position - offset), bytes, 0, known);
    if (known < length) {
      InputStream next = open();
      next.mark(length);
      known += next.readNBytes(bytes, known, length - known);
      next.reset();
    }
    return Arrays.copyOf(bytes, known);
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
