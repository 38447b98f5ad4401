package dev.tidemark.source.convex;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;

/**
 * Where the reading of one table stands: in a snapshot, or in the log.
 *
 * @param snapshot in a snapshot, its moment; null where none has begun
 * @param cursor in a snapshot, where its last page ended
 * @param after in the log, up to when it has been read; null in a snapshot
 * @param until in the log, when this reading ends though the log may go on, or null where that is
 *     not settled
 * @param quiet in the log, how many pages brought nothing for the table since a ledger heard of it
 */
record Place(Long snapshot, String cursor, Long after, Long until, long quiet) {
  /** Nothing read yet. */
  static final Place START = new Place(null, null, null, null, 0);

  static Place inSnapshot(long moment, String cursor) {
    return new Place(moment, cursor, null, null, 0);
  }

  static Place inLog(long after, Long until, long quiet) {
    return new Place(null, null, after, until, quiet);
  }

  boolean isInLog() {
    return after != null;
  }

  String toToken() {
    return (isInLog()
            ? JsonObject.of("after", after, "until", until, "quiet", quiet)
            : JsonObject.of("snapshot", snapshot, "cursor", cursor))
        .toString();
  }

  static Place parse(String token) {
    JsonObject json = Json.parseObject(token);
    return json.has("after")
        ? inLog((Long) json.get("after"), (Long) json.get("until"), (Long) json.get("quiet"))
        : inSnapshot((Long) json.get("snapshot"), (String) json.get("cursor"));
  }
}
