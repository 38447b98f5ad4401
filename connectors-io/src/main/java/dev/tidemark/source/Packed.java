package dev.tidemark.source;

import java.io.Serial;
import java.io.Serializable;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * A value that travels as bytes, and is unpacked where it is first used. DirectRunner copies a step
 * for every few elements; what the step takes along would be taken apart and put together each
 * time. Safe for any number of threads.
 */
public final class Packed<T extends Serializable> implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final byte[] bytes;

  private transient volatile T value;

  private Packed(byte[] bytes) {
    this.bytes = bytes;
  }

  public static <T extends Serializable> Packed<T> of(T value) {
    return new Packed<>(SerializableUtils.serializeToByteArray(value));
  }

  @SuppressWarnings("unchecked") // it was put in by of
  public T get() {
    if (value == null) {
      value = (T) SerializableUtils.deserializeFromByteArray(bytes, "what a step takes along");
    }
    return value;
  }
}
