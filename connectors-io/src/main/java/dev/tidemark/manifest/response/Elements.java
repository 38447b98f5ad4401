package dev.tidemark.manifest.response;

import java.io.IOException;

/** The elements of a body, taken from it one by one. For one thread. */
@FunctionalInterface
public interface Elements {
  /** What comes after the last element. */
  Object END = new Object();

  /** The next element, or {@link #END}; throws where the body is not what the decoder reads. */
  Object next() throws Undecodable, IOException;
}
