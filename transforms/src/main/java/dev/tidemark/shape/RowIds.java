package dev.tidemark.shape;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row ids: UUIDs of version 7. Within a process a later row has a greater id, also within one
 * millisecond, so that ids tell the order of the rows of a slice.
 */
final class RowIds {
  private static final AtomicLong COUNTER = new AtomicLong(new SecureRandom().nextInt(1 << 20));

  private RowIds() {}

  /** First of {@code count} consecutive counters. */
  static long reserve(int count) {
    return COUNTER.getAndAdd(count);
  }

  /** Upper half: 48 bits of milliseconds, the version, 12 bits of the counter. */
  static long high(long micros, long counter) {
    return ((micros / 1_000) << 16) | 0x7000L | ((counter >>> 30) & 0xFFF);
  }

  /** Lower half: the variant, 30 bits of the counter, 32 random bits. */
  static long low(long counter) {
    return 0x8000_0000_0000_0000L
        | ((counter & 0x3FFF_FFFFL) << 32)
        | (ThreadLocalRandom.current().nextInt() & 0xFFFF_FFFFL);
  }
}
