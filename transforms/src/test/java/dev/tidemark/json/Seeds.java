package dev.tidemark.json;

import java.util.Random;

/** Random numbers for tests; prints the seed, so that a failure can be seen again. */
public final class Seeds {
  private Seeds() {}

  /** A new random sequence, or the one of {@code -Dtidemark.seed}. */
  public static Random random() {
    long seed = Long.getLong("tidemark.seed", System.nanoTime());
    System.out.println("-Dtidemark.seed=" + seed);
    return new Random(seed);
  }
}
