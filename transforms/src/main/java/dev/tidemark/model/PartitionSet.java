package dev.tidemark.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * Which partitions have been read for good, where partitions are such as never change: versions of
 * files. Keeps 64 bits of a digest of each key: eight bytes each, however long the keys. That two
 * keys of a million have the same is less likely than one in ten millions.
 */
public final class PartitionSet implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  public static final PartitionSet EMPTY = new PartitionSet(new long[0]);

  /** Sorted, each once. */
  private final long[] digests;

  private PartitionSet(long[] digests) {
    this.digests = digests;
  }

  public boolean contains(String partition) {
    return Arrays.binarySearch(digests, digest(partition)) >= 0;
  }

  public int size() {
    return digests.length;
  }

  /** With more partitions. */
  public PartitionSet plus(Collection<String> partitions) {
    if (partitions.isEmpty()) {
      return this;
    }
    return union(new PartitionSet(sorted(partitions.stream().mapToLong(PartitionSet::digest))));
  }

  /** With those of another set. */
  public PartitionSet union(PartitionSet other) {
    return new PartitionSet(
        sorted(LongStream.concat(Arrays.stream(digests), Arrays.stream(other.digests))));
  }

  /** Without those of another set. */
  public PartitionSet minus(PartitionSet other) {
    return new PartitionSet(
        Arrays.stream(digests)
            .filter(digest -> Arrays.binarySearch(other.digests, digest) < 0)
            .toArray());
  }

  private static long[] sorted(LongStream digests) {
    return digests.sorted().distinct().toArray();
  }

  private static long digest(String partition) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(partition.getBytes(UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As text, for {@link #parse}. */
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(digests.length * Long.BYTES);
    bytes.asLongBuffer().put(digests);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @throws IllegalArgumentException if that is no such text
   */
  public static PartitionSet parse(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (bytes.length % Long.BYTES != 0) {
      throw new IllegalArgumentException("a set of partitions that is cut off");
    }
    long[] digests = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(digests);
    return new PartitionSet(sorted(Arrays.stream(digests)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionSet that && Arrays.equals(that.digests, digests);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digests);
  }

  @Override
  public String toString() {
    return digests.length + " partitions";
  }
}
