package dev.tidemark.source.s3;

import dev.tidemark.file.PageReader;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that are being read, so that the next page need not be looked for again. Nothing is wrong
 * if one is forgotten. Safe for any number of threads.
 */
final class OpenPages {
  private static final System.Logger LOGGER = System.getLogger(OpenPages.class.getName());
  private static final int MOST = 64;

  private final Map<Key, PageReader> readers = new LinkedHashMap<>();

  private record Key(String slice, PagePosition position) {}

  /** Keeps a reader for the page at a position. */
  void put(Slice slice, PagePosition position, PageReader reader) {
    PageReader given;
    PageReader oldest = null;
    synchronized (readers) {
      given = readers.put(new Key(slice.id(), position), reader);
      if (readers.size() > MOST) {
        Iterator<PageReader> all = readers.values().iterator();
        oldest = all.next();
        all.remove();
      }
    }
    close(given);
    close(oldest);
  }

  /** The reader for the page at a position, for the caller alone; null where there is none. */
  PageReader take(Slice slice, PagePosition position) {
    synchronized (readers) {
      return readers.remove(new Key(slice.id(), position));
    }
  }

  /** Whatever there is to say of a file that is closed has been said by its pages. */
  static void close(PageReader reader) {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "a file could not be closed", e);
    }
  }
}
