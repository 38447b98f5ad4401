package dev.tidemark.s3;

import dev.tidemark.file.BlockStream;
import dev.tidemark.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of an object, asked for again from where a connection broke off. */
final class ObjectStream extends BlockStream {
  /** So many connections may break off without having brought anything. */
  private static final int MOST_IN_VAIN = 5;

  private final Bucket bucket;
  private final StoredObject object;
  private final long end;
  private long position;
  private int inVain;
  private InputStream open;

  ObjectStream(Bucket bucket, StoredObject object, long from, long end) {
    this.bucket = bucket;
    this.object = object;
    this.position = from;
    this.end = end;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position >= end || length == 0) {
      return length == 0 ? 0 : -1;
    }
    while (true) {
      try {
        open = open == null ? bucket.request(object, position, end) : open;
        int read = open.read(buffer, offset, (int) Math.min(length, end - position));
        if (read < 0) {
          throw new EOFException("the answer ended too early");
        }
        position += read;
        inVain = 0;
        return read;
      } catch (IOException e) {
        forget();
        if (++inVain > MOST_IN_VAIN) {
          throw Problem.source(
              object.key() + ": reading broke off at byte " + position + ": " + e, e);
        }
      }
    }
  }

  /** What broke has nothing more to say when it is closed. */
  private void forget() {
    try {
      close();
    } catch (IOException e) {
      open = null;
    }
  }

  @Override
  public void close() throws IOException {
    InputStream closing = open;
    open = null;
    if (closing != null) {
      closing.close();
    }
  }
}
