package dev.tidemark.file;

/** A page ends with the record that reaches one of these. */
public record PageLimit(int records, long bytes) {
  public static final PageLimit USUAL = new PageLimit(10_000, 4 << 20);

  public boolean isReached(int records, long bytes) {
    return records >= this.records || bytes >= this.bytes;
  }
}
