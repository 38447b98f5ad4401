package dev.tidemark.file.avro;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.value.Decoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.file.SeekableInput;

/** A file for the library: read on from where it last went to. */
final class AvroInput implements SeekableInput {
  /** Going on reading costs less than asking for another part. */
  private static final long NEAR = 256 << 10;

  private final FileContent file;
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
      if (stream == null) {
        stream = new BufferedInputStream(file.open(position), 64 << 10);
      }
      int read = stream.read(target, offset, length);
      position += Math.max(0, read);
      return read;
    } catch (IOException e) {
      throw new Decoding.Failure(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
