package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.language.Component;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Lengthens a wait by chance, up to twice a range. */
record Jitter(Duration range) {
  static Jitter of(Component component) {
    return new Jitter(Seconds.of(component.text("jitter_range_in_seconds", "0"), Duration.ZERO));
  }

  Duration add(Duration wait) {
    return range.isZero()
        ? wait
        : wait.plusMillis(ThreadLocalRandom.current().nextLong(range.toMillis() * 2 + 1));
  }
}
