package dev.tidemark.manifest.language;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How large a manifest is with all references followed: a few lines can name billions of parts. */
final class TreeSize {
  /** The largest public manifest has a twentieth of that. */
  static final long MOST = 5_000_000;

  private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

  private TreeSize() {}

  /** How many maps, lists and values there are, the same one counted wherever it stands. */
  static long of(Object root) {
    return new TreeSize().size(root);
  }

  private long size(Object node) {
    if (!(node instanceof Map<?, ?> || node instanceof List<?>)) {
      return 1;
    }
    Long size = known.get(node);
    if (size == null) {
      size = node instanceof Map<?, ?> map ? sum(map.values()) : sum((List<?>) node);
      known.put(node, size);
    }
    return size;
  }

  private long sum(Iterable<?> parts) {
    long sum = 1;
    for (Object part : parts) {
      sum = Math.min(MOST + 1, sum + size(part));
    }
    return sum;
  }
}
