package dev.tidemark.manifest.partition;

import java.util.List;

/**
 * Some parts of a stream.
 *
 * @param parts may be empty although more follow
 * @param following where to go on, as a JSON value; null after the last
 */
public record PartChunk(List<Part> parts, Object following) {
  public PartChunk {
    parts = List.copyOf(parts);
  }
}
