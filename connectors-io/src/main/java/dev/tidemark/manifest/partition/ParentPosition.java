package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Tidemark;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far the parents of a stream have been read.
 *
 * @param parent which parent stream
 * @param chunk which chunk of its slices; null for the first
 * @param slice which slice of that chunk
 * @param page which page of that slice
 * @param newest greatest cursor of the parent so far, or null
 * @param read tidemarks of the parents before, as JSON by name
 */
record ParentPosition(
    int parent,
    String chunk,
    int slice,
    PagePosition page,
    CursorMark newest,
    Map<String, Tidemark> read) {
  private static final ParentPosition START =
      new ParentPosition(0, null, 0, PagePosition.FIRST, null, Map.of());

  static ParentPosition of(Object json) {
    if (!(json instanceof JsonObject object)) {
      return START;
    }
    return new ParentPosition(
        Math.toIntExact((Long) object.get("parent")),
        (String) object.get("chunk"),
        Math.toIntExact((Long) object.get("slice")),
        new PagePosition((Long) object.get("page"), (String) object.get("token")),
        object.has("newest")
            ? new CursorMark((String) object.get("newest"), (Long) object.get("order"))
            : null,
        tidemarks(object.object("read")));
  }

  private static Map<String, Tidemark> tidemarks(JsonObject json) {
    Map<String, Tidemark> tidemarks = new LinkedHashMap<>();
    for (int i = 0; json != null && i < json.size(); i++) {
      tidemarks.put(json.name(i), Tidemark.of((JsonObject) json.value(i)));
    }
    return tidemarks;
  }

  JsonObject json() {
    JsonObject json =
        JsonObject.of(
            "parent",
            (long) parent,
            "chunk",
            chunk,
            "slice",
            (long) slice,
            "page",
            page.index(),
            "token",
            page.token());
    if (newest != null) {
      json.put("newest", newest.value()).put("order", newest.order());
    }
    if (!read.isEmpty()) {
      JsonObject tidemarks = new JsonObject();
      read.forEach((name, tidemark) -> tidemarks.put(name, tidemark.toJson()));
      json.put("read", tidemarks);
    }
    return json;
  }

  /** The same, having seen a page. */
  ParentPosition seen(CursorMark latest) {
    CursorMark newer = CursorMark.later(newest, latest);
    return new ParentPosition(parent, chunk, slice, page, newer, read);
  }

  ParentPosition atPage(PagePosition next) {
    return new ParentPosition(parent, chunk, slice, next, newest, read);
  }

  ParentPosition nextSlice() {
    return new ParentPosition(parent, chunk, slice + 1, PagePosition.FIRST, newest, read);
  }

  ParentPosition atChunk(String next) {
    return new ParentPosition(parent, next, 0, PagePosition.FIRST, newest, read);
  }

  ParentPosition nextParent(Map<String, Tidemark> nowRead) {
    return new ParentPosition(parent + 1, null, 0, PagePosition.FIRST, null, nowRead);
  }
}
