package dev.tidemark.manifest.template;

/**
 * A map-like value with attributes of its own, such as {@code stream_slice.extra_fields}.
 *
 * <p>{@code a.b} asks for the attribute first and then for the key; {@code a['b']} the other way
 * round.
 */
public interface Attributes {
  boolean hasAttribute(String name);

  /** The attribute; asked only for names that it has. */
  Object attribute(String name);
}
