package dev.tidemark.model;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The committed progress of one stream: everything below it is safely in the destination.
 *
 * @param cursor progress of the stream as a whole, or null
 * @param partitions progress by partition key, where the stream is divided
 * @param completedAt start of the newest run that read all there was, ISO 8601 in UTC, or null
 */
public record Tidemark(CursorMark cursor, Map<String, CursorMark> partitions, String completedAt)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Raised when the JSON changes its shape, so that older text can be told and converted. */
  private static final long FORMAT = 1;

  public static final Tidemark NONE = new Tidemark(null, Map.of(), null);

  public Tidemark {
    partitions = Collections.unmodifiableMap(new LinkedHashMap<>(partitions));
  }

  /** Where the partition has come to; one that was never seen starts where the stream stands. */
  public Optional<CursorMark> of(Partition partition) {
    return Optional.ofNullable(partitions.getOrDefault(partition.key(), cursor));
  }

  public boolean isNone() {
    return equals(NONE);
  }

  public JsonObject toJson() {
    JsonObject json = JsonObject.of("format", FORMAT);
    if (cursor != null) {
      json.put("cursor", mark(cursor));
    }
    if (!partitions.isEmpty()) {
      JsonObject marks = new JsonObject();
      partitions.forEach((key, mark) -> marks.put(key, mark(mark)));
      json.put("partitions", marks);
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
    JsonObject json = Json.parseObject(text);
    if (!Long.valueOf(FORMAT).equals(json.get("format"))) {
      throw new IllegalArgumentException(
          "a tidemark of format " + json.get("format") + "; this version reads " + FORMAT);
    }
    Map<String, CursorMark> partitions = new LinkedHashMap<>();
    if (json.has("partitions")) {
      JsonObject marks = field(json, "partitions", JsonObject.class);
      marks.names().forEach(key -> partitions.put(key, mark(marks, key)));
    }
    return new Tidemark(
        json.has("cursor") ? mark(json, "cursor") : null,
        partitions,
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
