package dev.tidemark.file;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content of one file, decompressed; the same content for as long as it is read. Safe for any
 * number of threads.
 */
public interface FileContent {
  /** What messages call it; holds no secret. */
  String name();

  /** In bytes; -1 where only reading to the end would tell. */
  long length();

  /** Whether reading can begin anywhere. If not, {@link #open} reads all that comes before. */
  boolean isSeekable();

  /**
   * Some of the content.
   *
   * @param offset of the first byte
   * @param length how many bytes are wanted; there are fewer where the file ends before that
   */
  InputStream open(long offset, long length) throws IOException;

  /** The content from an offset to the end. */
  default InputStream open(long offset) throws IOException {
    return open(offset, Long.MAX_VALUE - offset);
  }
}
