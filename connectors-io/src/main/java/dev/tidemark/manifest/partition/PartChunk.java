package dev.tidemark.manifest.partition;

import dev.tidemark.model.Tidemark;
import java.util.List;
import java.util.Map;

/**
 * Some parts of a stream.
 *
 * @param parts may be empty although more follow
 * @param following where to go on, as a JSON value; null after the last
 * @param parents with the last chunk: how far the parents have been read that are read from their
 *     own tidemark on, by name
 */
public record PartChunk(List<Part> parts, Object following, Map<String, Tidemark> parents) {
  public PartChunk {
    parts = List.copyOf(parts);
    parents = Map.copyOf(parents);
  }

  /** Some parts that no parent has progress for. */
  public PartChunk(List<Part> parts, Object following) {
    this(parts, following, Map.of());
  }
}
