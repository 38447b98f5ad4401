package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is committed of one stream: everything below it is safely in the destination.
 *
 * <p>Its size is bounded. A stream of more than {@link #MAX_PARTITIONS} partitions has one cursor
 * for all of them, for good: what is not known of a partition is known of the stream.
 *
 * @param cursor progress of the stream as a whole, or null
 * @param partitions progress by partition key, where the stream is divided
 * @param newest greatest cursor that an unfinished run has read of a divided stream, or null; the
 *     stream as a whole has come so far only when the run is complete
 * @param lookbackSeconds how much of what lies before {@code cursor} a partition without progress
 *     of its own may lack: it changed while the others were read
 * @param global whether the partitions have no progress of their own
 * @param read partitions that have been read for good, where they never change; then partitions
 *     have no progress beside that. Null where they have
 * @param parents progress of the streams that divide this one, by name, where they are read from
 *     their own tidemark on
 * @param completedAt start of the newest run that read all there was, ISO 8601 in UTC, or null
 */
public record Tidemark(
    CursorMark cursor,
    Map<String, CursorMark> partitions,
    CursorMark newest,
    long lookbackSeconds,
    boolean global,
    PartitionSet read,
    Map<String, Tidemark> parents,
    String completedAt)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** So many partitions at most have progress of their own. */
  public static final int MAX_PARTITIONS = 10_000;

  /** Raised when the JSON changes its shape, so that older text can be told and converted. */
  private static final long FORMAT = 1;

  public static final Tidemark NONE = new Tidemark(null, Map.of(), null);

  public Tidemark {
    partitions = Collections.unmodifiableMap(new LinkedHashMap<>(partitions));
    parents = Collections.unmodifiableMap(new LinkedHashMap<>(parents));
  }

  public Tidemark(CursorMark cursor, Map<String, CursorMark> partitions, String completedAt) {
    this(cursor, partitions, null, 0, false, null, Map.of(), completedAt);
  }

  /** Progress of a stream as a whole. */
  public static Tidemark at(CursorMark cursor) {
    return new Tidemark(cursor, Map.of(), null);
  }

  /** Where the partition has come to; one that was never seen starts where the stream stands. */
  public Optional<CursorMark> of(Partition partition) {
    return Optional.ofNullable(partitions.getOrDefault(partition.key(), cursor));
  }

  /** How far before {@link #of} the partition is to be read from. */
  public Duration lookback(Partition partition) {
    boolean isOwn = partition.isWhole() || partitions.containsKey(partition.key());
    return Duration.ofSeconds(isOwn ? 0 : lookbackSeconds);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** Whether less is read from here on than all there is. */
  public boolean limitsReading() {
    return cursor != null
        || !partitions.isEmpty()
        || newest != null
        || read != null
        || !parents.isEmpty();
  }

  /** The same with one cursor for all partitions. */
  public Tidemark withoutPartitions() {
    return new Tidemark(
        cursor, Map.of(), newest, lookbackSeconds, true, read, parents, completedAt);
  }

  /** Partitions that have been read for good. */
  public PartitionSet readOrNone() {
    return read == null ? PartitionSet.EMPTY : read;
  }

  /** The same that remembers partitions that have been read for good. */
  public Tidemark withRead(PartitionSet partitionsRead) {
    return new Tidemark(
        cursor, Map.of(), newest, lookbackSeconds, global, partitionsRead, parents, completedAt);
  }

  /** The same, with the stream as a whole at least so far. */
  public Tidemark withCursor(CursorMark reached) {
    return new Tidemark(
        CursorMark.later(cursor, reached),
        partitions,
        newest,
        lookbackSeconds,
        global,
        read,
        parents,
        completedAt);
  }

  public Tidemark withLookback(long seconds) {
    return new Tidemark(cursor, partitions, newest, seconds, global, read, parents, completedAt);
  }

  public Tidemark withParents(Map<String, Tidemark> newParents) {
    return new Tidemark(
        cursor, partitions, newest, lookbackSeconds, global, read, newParents, completedAt);
  }

  public JsonObject toJson() {
    return toJson(PartitionSet::text);
  }

  /** The same for reports, short: of partitions that have been read, only how many they are. */
  public JsonObject toReport() {
    return toJson(partitionsRead -> (long) partitionsRead.size());
  }

  private JsonObject toJson(Function<PartitionSet, Object> ofRead) {
    JsonObject json = JsonObject.of("format", FORMAT);
    if (cursor != null) {
      json.put("cursor", mark(cursor));
    }
    if (!partitions.isEmpty()) {
      JsonObject marks = new JsonObject();
      partitions.forEach((key, mark) -> marks.put(key, mark(mark)));
      json.put("partitions", marks);
    }
    if (newest != null) {
      json.put("newest", mark(newest));
    }
    if (lookbackSeconds != 0) {
      json.put("lookback_seconds", lookbackSeconds);
    }
    if (global) {
      json.put("global", true);
    }
    if (read != null) {
      json.put("read", ofRead.apply(read));
    }
    if (!parents.isEmpty()) {
      JsonObject tidemarks = new JsonObject();
      parents.forEach((name, parent) -> tidemarks.put(name, parent.toJson(ofRead)));
      json.put("parents", tidemarks);
    }
    if (completedAt != null) {
      json.put("completed_at", completedAt);
    }
    return json;
  }

  /**
   * The tidemark that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text holds anything else
   */
  public static Tidemark parse(String text) {
    return of(Json.parseObject(text));
  }

  /**
   * The same from parsed JSON.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Tidemark of(JsonObject json) {
    if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
      throw new IllegalArgumentException(
          "a tidemark of format " + json.get("format") + "; this version reads " + FORMAT);
    }
    Map<String, CursorMark> partitions = new LinkedHashMap<>();
    if (json.has("partitions")) {
      JsonObject marks = field(json, "partitions", JsonObject.class);
      marks.names().forEach(key -> partitions.put(key, mark(marks, key)));
    }
    Map<String, Tidemark> parents = new LinkedHashMap<>();
    if (json.has("parents")) {
      JsonObject tidemarks = field(json, "parents", JsonObject.class);
      tidemarks
          .names()
          .forEach(name -> parents.put(name, of(field(tidemarks, name, JsonObject.class))));
    }
    return new Tidemark(
        json.has("cursor") ? mark(json, "cursor") : null,
        partitions,
        json.has("newest") ? mark(json, "newest") : null,
        json.has("lookback_seconds") ? field(json, "lookback_seconds", Long.class) : 0,
        json.has("global") && field(json, "global", Boolean.class),
        json.has("read") ? PartitionSet.parse(field(json, "read", String.class)) : null,
        parents,
        json.has("completed_at") ? field(json, "completed_at", String.class) : null);
  }

  private static JsonObject mark(CursorMark mark) {
    return JsonObject.of("value", mark.value(), "order", mark.order());
  }

  private static CursorMark mark(JsonObject json, String name) {
    JsonObject mark = field(json, name, JsonObject.class);
    return new CursorMark(field(mark, "value", String.class), field(mark, "order", Long.class));
  }

  private static <T> T field(JsonObject json, String name, Class<T> type) {
    Object value = json.get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "a tidemark with '" + name + "': " + Json.write(value) + ", which it can't have");
    }
    return type.cast(value);
  }
}
