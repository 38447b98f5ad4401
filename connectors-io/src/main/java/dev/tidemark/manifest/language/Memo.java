package dev.tidemark.manifest.language;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Remembers what was found last, so that going on from a position need not find it again. Nothing
 * is wrong if it forgets. Safe for any number of threads.
 */
public final class Memo<V> {
  private final AtomicReference<Entry<V>> last = new AtomicReference<>();

  private record Entry<V>(Object key, V value) {}

  /** What belongs to the key, found now unless it was the last to be found. */
  public V get(Object key, Supplier<V> finder) {
    Entry<V> known = last.get();
    if (known != null && known.key().equals(key)) {
      return known.value();
    }
    V value = finder.get();
    last.set(new Entry<>(key, value));
    return value;
  }
}
