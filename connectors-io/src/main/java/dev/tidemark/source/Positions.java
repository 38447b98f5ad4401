package dev.tidemark.source;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each part of a slice goes on. Parts have positions of their own, because each has its own
 * ledger; together they are the position of the slice.
 *
 * @param slice the slice
 * @param byPart positions of the parts that are not done, in the order of the parts
 */
record Positions(Slice slice, Map<Slice, PagePosition> byPart) {
  Positions {
    byPart = Collections.unmodifiableMap(new LinkedHashMap<>(byPart));
  }

  /** What {@link #joined} has put into one. */
  static Positions of(Slice slice, PagePosition position) {
    if (slice.isOne()) {
      return new Positions(slice, Map.of(slice, position));
    }
    Map<Slice, PagePosition> positions = new LinkedHashMap<>();
    List<Slice> parts = slice.parts();
    if (position.token() == null) {
      parts.forEach(part -> positions.put(part, PagePosition.FIRST));
    } else {
      JsonObject json = Json.parseObject(position.token());
      json.names()
          .forEach(name -> positions.put(parts.get(Integer.parseInt(name)), parse(json.get(name))));
    }
    return new Positions(slice, positions);
  }

  /** The position of the slice as a whole; null if all of it is done. */
  PagePosition joined() {
    if (byPart.isEmpty() || slice.isOne()) {
      return byPart.get(slice);
    }
    JsonObject json = new JsonObject();
    List<Slice> parts = slice.parts();
    for (int i = 0; i < parts.size(); i++) {
      PagePosition position = byPart.get(parts.get(i));
      if (position != null) {
        json.put(String.valueOf(i), json(position));
      }
    }
    long furthest = byPart.values().stream().mapToLong(PagePosition::index).max().orElse(0);
    return new PagePosition(furthest, json.toString());
  }

  boolean isEmpty() {
    return byPart.isEmpty();
  }

  boolean has(Slice part) {
    return byPart.containsKey(part);
  }

  /** With other positions of some parts; null for one that is done. */
  Positions with(Map<Slice, PagePosition> others) {
    Map<Slice, PagePosition> changed = new LinkedHashMap<>(byPart);
    others.forEach(
        (part, position) -> {
          if (position == null) {
            changed.remove(part);
          } else {
            changed.replace(part, position);
          }
        });
    return new Positions(slice, changed);
  }

  /** Without a part that is done, or has failed. */
  Positions without(Slice part) {
    return with(Collections.singletonMap(part, null));
  }

  /** Where the parts go on after these pages; those that failed or are left out do not. */
  Positions after(PageSet set) {
    Map<Slice, PagePosition> moved = new LinkedHashMap<>(set.passed());
    for (RecordBatch page : set.pages()) {
      moved.put(page.slice(), page.following());
    }
    set.failures().keySet().forEach(part -> moved.put(part, null));
    set.skipped().keySet().forEach(part -> moved.put(part, null));
    return with(moved);
  }

  private static Object json(PagePosition position) {
    return position.equals(PagePosition.FIRST)
        ? 0L
        : JsonObject.of("index", position.index(), "token", position.token());
  }

  private static PagePosition parse(Object value) {
    return value instanceof JsonObject json
        ? new PagePosition((Long) json.get("index"), (String) json.get("token"))
        : PagePosition.FIRST;
  }
}
