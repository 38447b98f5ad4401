package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Divides a stream into parts. Safe for any number of threads. */
public interface PartitionRouter {
  /**
   * The next few parts.
   *
   * @param position where to go on, as the chunk before said; null at the start
   * @param span what is to be read of the stream that is divided
   */
  PartChunk parts(Object position, Span span, Calls calls);

  /** What a request for a part has because of this router. */
  default RequestInputs inputs(JsonObject partition) {
    return new RequestInputs();
  }

  /** Whether the parts are known without asking the source. */
  default boolean isListed() {
    return false;
  }

  /** What names a part, beside the part of a parent that it belongs to; empty if that varies. */
  default List<String> fields() {
    return List.of();
  }

  /** Names of the extra values that its parts have. */
  default Set<String> extraNames() {
    return Set.of();
  }

  /** Whether it ever adds to a request. */
  default boolean hasRequestOptions() {
    return false;
  }

  /** Whether a part may stand for several of a parent's records, and so has no progress. */
  default boolean isGrouping() {
    return false;
  }

  /** Whether its parts bring their first page with them. */
  default boolean bringsFirstPage() {
    return false;
  }

  /** The streams whose records it makes parts of. */
  default List<ParentStream> parents() {
    return List.of();
  }

  /**
   * Those of its parents that are read from their own tidemark on; empty where the parents have no
   * part in the state of the stream.
   */
  default Optional<List<ParentStream>> dependencies() {
    return Optional.empty();
  }
}
