package dev.tidemark.manifest.cursor;

import dev.tidemark.model.CursorMark;

/** The smallest and the greatest cursor of some records; both null where there is none. */
public record MarkRange(CursorMark earliest, CursorMark latest) {
  public static final MarkRange NONE = new MarkRange(null, null);
}
