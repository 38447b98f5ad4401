package dev.tidemark.sync.follow;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How a group of streams stands between two calls of {@link Follow}. All of it may be lost: the
 * destination knows what has been read.
 *
 * @param id tells it from any other
 * @param due when it goes on
 * @param turn the turn that it is in the middle of, or null
 * @param streams how each stream stands, by name
 * @param stop whether nobody goes on from here
 */
record Standing(String id, Instant due, Turn turn, Map<String, Stand> streams, boolean stop)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  static final Standing START = new Standing("", Instant.EPOCH, null, Map.of(), false);

  Standing {
    streams = new LinkedHashMap<>(streams);
  }

  Stand of(String stream) {
    return streams.getOrDefault(stream, Stand.START);
  }

  /** In the middle of a turn. */
  static Standing in(Turn turn, Map<String, Stand> streams) {
    return new Standing(newId(), Instant.EPOCH, turn, streams, false);
  }

  /** Between two turns. */
  static Standing between(Map<String, Stand> streams) {
    Instant next = streams.values().stream().map(Stand::due).min(Instant::compareTo).orElseThrow();
    return new Standing(newId(), next, null, streams, false);
  }

  /** What whoever stops here leaves. */
  Standing stopped() {
    return new Standing(id, due, null, Map.of(), true);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
