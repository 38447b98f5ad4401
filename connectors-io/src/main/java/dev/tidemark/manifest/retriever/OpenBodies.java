package dev.tidemark.manifest.retriever;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Bodies of which a part has been read, so that the next part need not be asked for again. Nothing
 * is wrong if one is forgotten, and they are when memory runs short. Safe for any number of
 * threads.
 */
final class OpenBodies {
  private final Map<Key, SoftReference<OpenBody>> bodies = new HashMap<>();

  private record Key(String slice, PagePosition position) {}

  /** Keeps the body for the reading of a position. */
  synchronized void put(Slice slice, PagePosition position, OpenBody body) {
    bodies.values().removeIf(known -> known.get() == null);
    bodies.put(new Key(slice.id(), position), new SoftReference<>(body));
  }

  /** The body that goes on at a position, for the caller alone; null where it is not known. */
  synchronized OpenBody take(Slice slice, PagePosition position) {
    SoftReference<OpenBody> known = bodies.remove(new Key(slice.id(), position));
    return known == null ? null : known.get();
  }
}
