package dev.tidemark.file;

import java.io.IOException;
import java.util.Optional;

/** Finds the parts of a file one after another, reading no more of it than that takes. */
@FunctionalInterface
public interface Splitter {
  /** The next part, or nothing after the last. */
  Optional<Split> next() throws IOException;

  /** Of a file whose rest is read as one. */
  static Splitter rest(Split after) {
    Split rest = after == null ? Split.WHOLE : new Split(after.to(), Split.END);
    Split[] left = {rest.from() == Split.END ? null : rest};
    return () -> {
      Optional<Split> next = Optional.ofNullable(left[0]);
      left[0] = null;
      return next;
    };
  }
}
