package dev.tidemark.simulator.record;

/**
 * Seeded choices that need no memory: {@code Dice.of(7, "customers").roll(position, 3)} is always
 * the same number, so a record can be made again from its position whenever it is asked for.
 */
public final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long key;

  private Dice(long key) {
    this.key = key;
  }

  /** The dice of one kind of record: other seeds and other kinds give unrelated rolls. */
  public static Dice of(long seed, String kind) {
    return new Dice(mix(mix(seed + GOLDEN) + textHash(kind)));
  }

  /** 64 even bits for this position and question. */
  public long roll(long position, int question) {
    return mix(key + position * GOLDEN + question * 0xD1342543DE82EF95L);
  }

  /** A number from 0 to {@code sides - 1}. */
  public int pick(long position, int question, int sides) {
    return below(roll(position, question), sides);
  }

  /** True once in {@code sides} times. */
  public boolean oneIn(long position, int question, int sides) {
    return pick(position, question, sides) == 0;
  }

  /** One of the given values. */
  public <T> T of(long position, int question, T[] values) {
    return values[pick(position, question, values.length)];
  }

  /** Brings 64 even bits down to a number from 0 to {@code sides - 1}. */
  public static int below(long bits, int sides) {
    return (int) (((bits >>> 33) * sides) >>> 31);
  }

  /** A number from 0 (inclusive) to 1 (exclusive) out of 64 even bits. */
  public static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long textHash(String text) {
    long hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash + text.charAt(i) + GOLDEN);
    }
    return hash;
  }
}
