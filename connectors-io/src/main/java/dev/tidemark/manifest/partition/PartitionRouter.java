package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import java.time.Instant;
import java.util.Set;

/** Divides a stream into parts. Safe for any number of threads. */
public interface PartitionRouter {
  /** Leaves the stream in one part. */
  PartitionRouter NONE = new Undivided();

  /**
   * The next few parts.
   *
   * @param position where to go on, as the chunk before said; null at the start
   * @param now end of the run
   */
  PartChunk parts(Object position, Instant now, Calls calls);

  /** What a request for a part has because of this router. */
  RequestInputs inputs(JsonObject partition);

  /** Whether the parts are known without asking the source. */
  boolean isListed();

  /** Names of the extra values that its parts have. */
  Set<String> extraNames();
}
