package dev.tidemark.file.parquet;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.value.Decoding;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file for the library. Each read asks for just what is wanted; the end is kept at hand. */
final class ParquetInput implements InputFile {
  /** Holds the footer, usually. */
  private static final int TAIL = 64 << 10;

  private final FileContent file;
  private byte[] tail;

  ParquetInput(FileContent file) {
    this.file = file;
  }

  @Override
  public long getLength() {
    return file.length();
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream();
  }

  private void read(long offset, byte[] target, int from, int length) throws IOException {
    if (offset < 0 || offset + length > file.length()) {
      throw new EOFException("it ends before byte " + (offset + length));
    }
    try {
      long tailOffset = file.length() - Math.min(TAIL, file.length());
      if (offset < tailOffset) {
        fetch(offset, target, from, length);
        return;
      }
      if (tail == null) {
        byte[] bytes = new byte[(int) (file.length() - tailOffset)];
        fetch(tailOffset, bytes, 0, bytes.length);
        tail = bytes;
      }
      System.arraycopy(tail, (int) (offset - tailOffset), target, from, length);
    } catch (IOException e) {
      throw new Decoding.Failure(e);
    }
  }

  private void fetch(long offset, byte[] target, int from, int length) throws IOException {
    try (InputStream in = file.open(offset, length)) {
      if (in.readNBytes(target, from, length) < length) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
  }

  private final class Stream extends SeekableInputStream {
    private long position;

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long newPosition) {
      position = newPosition;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int count = (int) Math.min(length, file.length() - position);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      readFully(target, from, count);
      return count;
    }

    @Override
    public void readFully(byte[] target) throws IOException {
      readFully(target, 0, target.length);
    }

    @Override
    public void readFully(byte[] target, int from, int length) throws IOException {
      ParquetInput.this.read(position, target, from, length);
      position += length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      byte[] bytes = new byte[target.remaining()];
      int count = read(bytes, 0, bytes.length);
      target.put(bytes, 0, Math.max(0, count));
      return count;
    }

    @Override
    public void readFully(ByteBuffer target) throws IOException {
      byte[] bytes = new byte[target.remaining()];
      readFully(bytes);
      target.put(bytes);
    }
  }
}
