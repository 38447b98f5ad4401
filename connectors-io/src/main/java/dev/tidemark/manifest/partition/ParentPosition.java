package dev.tidemark.manifest.partition;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;

/**
 * How far the parents of a stream have been read.
 *
 * @param parent which parent stream
 * @param chunk which chunk of its slices; null for the first
 * @param slice which slice of that chunk
 * @param page which page of that slice
 */
record ParentPosition(int parent, String chunk, int slice, PagePosition page) {
  private static final ParentPosition START = new ParentPosition(0, null, 0, PagePosition.FIRST);

  static ParentPosition of(Object json) {
    if (!(json instanceof JsonObject object)) {
      return START;
    }
    return new ParentPosition(
        Math.toIntExact((Long) object.get("parent")),
        (String) object.get("chunk"),
        Math.toIntExact((Long) object.get("slice")),
        new PagePosition((Long) object.get("page"), (String) object.get("token")));
  }

  JsonObject json() {
    return JsonObject.of(
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
  }

  ParentPosition atPage(PagePosition next) {
    return new ParentPosition(parent, chunk, slice, next);
  }

  ParentPosition nextSlice() {
    return new ParentPosition(parent, chunk, slice + 1, PagePosition.FIRST);
  }

  ParentPosition atChunk(String next) {
    return new ParentPosition(parent, next, 0, PagePosition.FIRST);
  }

  ParentPosition nextParent() {
    return new ParentPosition(parent + 1, null, 0, PagePosition.FIRST);
  }
}
