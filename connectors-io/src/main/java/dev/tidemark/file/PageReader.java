package dev.tidemark.file;

import java.io.Closeable;
import java.io.IOException;

/** Reads a part of a file page by page. For one thread at a time. */
public interface PageReader extends Closeable {
  /** The next page; not to be called after the one that is the last. */
  FilePage next() throws IOException;
}
