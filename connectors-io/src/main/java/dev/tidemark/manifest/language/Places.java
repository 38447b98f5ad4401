package dev.tidemark.manifest.language;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

  /**
   * A copy of a changed value, as a manifest has it, and notes where its parts stand: where the
   * same parts of the original do, or else where what they are in does.
   */
  Object follow(Object changed, Object original, Place around, Places copies) {
    if (changed instanceof JsonObject object) {
      Map<String, Object> copy = new LinkedHashMap<>();
      Place place = begin(copy, original, around, copies);
      for (int i = 0; i < object.size(); i++) {
        String name = object.name(i);
        Object before = original instanceof Map<?, ?> map ? map.get(name) : null;
        copy.put(name, follow(object.value(i), before, place, copies));
      }
      return copy;
    }
    if (!(changed instanceof List<?> list)) {
      return changed;
    }
    List<Object> copy = new ArrayList<>(list.size());
    Place place = begin(copy, original, around, copies);
    for (int i = 0; i < list.size(); i++) {
      Object before = original instanceof List<?> items && i < items.size() ? items.get(i) : null;
      copy.add(follow(list.get(i), before, place, copies));
    }
    return copy;
  }

  private Place begin(Object copy, Object original, Place around, Places copies) {
    copies.put(copy, null, around);
    Map<String, Place> known = byContainer.get(original);
    if (known != null) {
      known.forEach((key, place) -> copies.put(copy, key, place));
    }
    return copies.of(copy, null);
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
