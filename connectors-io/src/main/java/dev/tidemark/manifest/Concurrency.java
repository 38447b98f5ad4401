package dev.tidemark.manifest;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.source.Source;

/** How many slices a manifest wants to be read at once. */
final class Concurrency {
  private static final Registry<Integer> LEVELS =
      Registry.<Integer>of("a concurrency level").with("ConcurrencyLevel", Concurrency::level);

  private Concurrency() {}

  static int of(Component root) {
    Component component = root.optional("concurrency_level").orElse(null);
    if (component == null) {
      return Source.USUAL_CONCURRENCY;
    }
    Integer level = LEVELS.make(component);
    return level == null ? Source.USUAL_CONCURRENCY : level;
  }

  private static int level(Component component) {
    String wanted = component.evaluated("default_concurrency");
    if (!wanted.matches("[1-9][0-9]{0,5}")) {
      component.flaw(
          "default_concurrency",
          "must be a whole number from 1, but it came out as '" + wanted + "'");
      return Source.USUAL_CONCURRENCY;
    }
    long most = component.number("max_concurrency", Long.MAX_VALUE);
    return (int) Math.max(1, Math.min(Long.parseLong(wanted), most));
  }
}
