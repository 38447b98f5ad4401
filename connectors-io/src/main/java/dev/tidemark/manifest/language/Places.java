package dev.tidemark.manifest.language;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Remembers where the maps and lists of a manifest, and what is in them, stand in its text. */
final class Places {
  /** Under the null key: where the container itself begins. */
  private final IdentityHashMap<Object, Map<String, Place>> byContainer = new IdentityHashMap<>();

  void put(Object container, String key, Place place) {
    byContainer.computeIfAbsent(container, c -> new HashMap<>()).put(key, place);
  }

  /** {@code copy} stands where {@code original} does. */
  void copy(Object original, Object copy) {
    Map<String, Place> known = byContainer.get(original);
    if (known != null) {
      byContainer.computeIfAbsent(copy, c -> new HashMap<>()).putAll(known);
    }
  }

  /** Where the entry stands, else its container; null for what was made up. */
  Place of(Object container, String key) {
    Map<String, Place> known = byContainer.get(container);
    if (known == null) {
      return null;
    }
    Place exact = known.get(key);
    return exact == null ? known.get(null) : exact;
  }
}
