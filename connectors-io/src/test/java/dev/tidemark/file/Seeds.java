package dev.tidemark.file;

import java.util.stream.LongStream;

/** Seeds of random tests: always the same few, and as many as {@code -Dtidemark.seeds} says. */
public final class Seeds {
  private Seeds() {}

  public static LongStream of(int usual) {
    return LongStream.range(0, Integer.getInteger("tidemark.seeds", usual));
  }
}
