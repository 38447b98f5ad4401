package dev.tidemark.source;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where each stream of a slice goes on. Streams that share a slice have positions of their own,
 * because each has its own ledger; together they are the position of the slice.
 *
 * @param slice the slice
 * @param byStream positions of the streams that are not done
 */
record Positions(Slice slice, Map<String, PagePosition> byStream) {
  Positions {
    byStream = Collections.unmodifiableMap(new LinkedHashMap<>(byStream));
  }

  /** What {@link #joined} has put into one. */
  static Positions of(Slice slice, PagePosition position) {
    if (!slice.isShared()) {
      return new Positions(slice, Map.of(slice.stream(), position));
    }
    Map<String, PagePosition> positions = new LinkedHashMap<>();
    if (position.token() == null) {
      slice.together().forEach(stream -> positions.put(stream, PagePosition.FIRST));
    } else {
      JsonObject json = Json.parseObject(position.token());
      json.names().forEach(name -> positions.put(name, parse(json.object(name))));
    }
    return new Positions(slice, positions);
  }

  /** The position of the slice as a whole; null if all of it is done. */
  PagePosition joined() {
    if (byStream.isEmpty() || !slice.isShared()) {
      return byStream.get(slice.stream());
    }
    JsonObject json = new JsonObject();
    byStream.forEach((stream, position) -> json.put(stream, json(position)));
    long furthest = byStream.values().stream().mapToLong(PagePosition::index).max().orElse(0);
    return new PagePosition(furthest, json.toString());
  }

  boolean isEmpty() {
    return byStream.isEmpty();
  }

  boolean has(String stream) {
    return byStream.containsKey(stream);
  }

  /** With another position of a stream; null if that is done. */
  Positions with(String stream, PagePosition position) {
    Map<String, PagePosition> changed = new LinkedHashMap<>(byStream);
    if (position == null) {
      changed.remove(stream);
    } else {
      changed.put(stream, position);
    }
    return new Positions(slice, changed);
  }

  /** Where the streams go on after these pages; those that failed do not. */
  Positions after(PageSet set) {
    Positions after = this;
    for (RecordBatch page : set.pages()) {
      String stream = page.slice().stream();
      after = after.has(stream) ? after.with(stream, page.following()) : after;
    }
    for (Map.Entry<String, PagePosition> passed : set.passed().entrySet()) {
      after = after.has(passed.getKey()) ? after.with(passed.getKey(), passed.getValue()) : after;
    }
    for (String failed : set.failures().keySet()) {
      after = after.with(failed, null);
    }
    return after;
  }

  private static JsonObject json(PagePosition position) {
    return JsonObject.of("index", position.index(), "token", position.token());
  }

  private static PagePosition parse(JsonObject json) {
    return new PagePosition((Long) json.get("index"), (String) json.get("token"));
  }
}
