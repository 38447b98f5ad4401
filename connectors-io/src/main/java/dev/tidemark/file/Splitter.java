package dev.tidemark.file;

import java.io.IOException;
import java.util.Optional;

/** Finds the parts of a file one after another, reading no more of it than that takes. */
@FunctionalInterface
public interface Splitter {
  /** The next part, or nothing after the last. */
  Optional<Split> next() throws IOException;

  /** Of a file that is read as one. */
  static Splitter whole(Split after) {
    Split[] left = {after == null ? Split.WHOLE : null};
    return () -> {
      Optional<Split> next = Optional.ofNullable(left[0]);
      left[0] = null;
      return next;
    };
  }
}
