package dev.tidemark.manifest.cursor;

/**
 * Which records are to be read, where the source can't be asked for them alone; in microseconds
 * since the epoch, both ends included.
 */
public record SyncedRange(long from, long to) {
  boolean contains(long order) {
    return from <= order && order <= to;
  }

  boolean isAfter(long order) {
    return order < from;
  }
}
