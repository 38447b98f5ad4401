package dev.tidemark.manifest.slicing;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;

/**
 * How far the slices of a stream have been listed.
 *
 * @param parts which chunk of parts, as its router says
 * @param part which part of that chunk
 * @param interval which interval of that part
 */
record SlicePosition(Object parts, int part, int interval) {
  static SlicePosition parse(String text) {
    if (text == null) {
      return new SlicePosition(null, 0, 0);
    }
    JsonObject json = Json.parseObject(text);
    return new SlicePosition(
        json.get("parts"),
        Math.toIntExact((Long) json.get("part")),
        Math.toIntExact((Long) json.get("interval")));
  }

  String text() {
    return JsonObject.of("parts", parts, "part", (long) part, "interval", (long) interval)
        .toString();
  }
}
