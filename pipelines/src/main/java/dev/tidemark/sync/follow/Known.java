package dev.tidemark.sync.follow;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Rejected;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a turn of a stream brought, as far as it is little: by that the next turn can tell that it
 * is brought the same again. Sources give the records at the tidemark every time they are asked,
 * and streams without a cursor all there are.
 */
final class Known implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final int MOST = 1_000;

  private long[] hashes = new long[0];
  private int count;
  private boolean sorted = true;

  void add(RecordBatch page) {
    for (JsonObject record : page.records()) {
      add(hash(record));
    }
    for (Rejected rejected : page.rejected()) {
      add(hash(rejected));
    }
  }

  /** A slice is read again from its start: what is known of the turn is no longer exact. */
  void blur() {
    count = MOST + 1;
  }

  private void add(long hash) {
    if (count < MOST) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, Math.max(16, 2 * count));
      }
      hashes[count] = hash;
      sorted = false;
    }
    count++;
  }

  /** Whether it is all that the turn brought. */
  boolean isExact() {
    return count <= MOST;
  }

  boolean has(JsonObject record) {
    return has(hash(record));
  }

  boolean has(Rejected rejected) {
    return has(hash(rejected));
  }

  private boolean has(long hash) {
    return isExact() && Arrays.binarySearch(sorted(), hash) >= 0;
  }

  /** Whether both turns brought the very same. */
  boolean equalTo(Known other) {
    return isExact() && other.isExact() && Arrays.equals(sorted(), other.sorted());
  }

  private long[] sorted() {
    if (!sorted) {
      hashes = Arrays.copyOf(hashes, count);
      Arrays.sort(hashes);
      sorted = true;
    }
    return hashes;
  }

  private static long hash(JsonObject record) {
    return hash(Json.writeCanonical(record));
  }

  private static long hash(Rejected rejected) {
    return hash(rejected.what() + "\n" + rejected.reason());
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      long hash = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        hash = hash << Byte.SIZE | (digest[i] & 0xff);
      }
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
