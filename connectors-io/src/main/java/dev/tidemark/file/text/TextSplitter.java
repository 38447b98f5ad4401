package dev.tidemark.file.text;

import dev.tidemark.file.FileContent;
import dev.tidemark.file.Split;
import dev.tidemark.file.Splitter;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Divides a text where records begin, reading only a little at each of these places. */
public final class TextSplitter implements Splitter {
  /** Finds places where a record begins whatever stands before them. */
  @FunctionalInterface
  public interface Boundaries {
    /**
     * @return a place where a record begins, not far behind {@code offset}; nothing if none is
     *     certain
     */
    OptionalLong find(FileContent file, long offset) throws IOException;
  }

  private final FileContent file;
  private final Boundaries boundaries;
  private final long size;
  private final long first;
  private long from;

  /**
   * @param first nothing can be divided before this
   */
  public TextSplitter(FileContent file, Boundaries boundaries, Split after, long size, long first) {
    this.file = file;
    this.boundaries = boundaries;
    this.size = size;
    this.first = first;
    this.from = after == null ? 0 : after.to();
  }

  @Override
  public Optional<Split> next() throws IOException {
    if (from == Split.END) {
      return Optional.empty();
    }
    long begin = from;
    from = end(begin);
    return Optional.of(new Split(begin, from));
  }

  /** A last part that is small is left with the one before. */
  private long end(long begin) throws IOException {
    for (long offset = Math.max(begin + size, first);
        offset < file.length() - size / 4;
        offset += size) {
      OptionalLong boundary = boundaries.find(file, offset);
      if (boundary.isPresent() && boundary.getAsLong() < file.length()) {
        return boundary.getAsLong();
      }
    }
    return Split.END;
  }
}
