package dev.tidemark.source.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Patterns of which a key must match one.
 *
 * @param globs the patterns
 * @param prefixes what to list: every key that matches begins with one of them, and none with two
 */
record Globs(List<Glob> globs, List<String> prefixes) {
  private static final String ALL = "**";

  /**
   * @param exact the only prefix to list; null to take those of the patterns
   */
  static Globs of(List<String> patterns, String exact) {
    List<Glob> globs =
        (patterns.isEmpty() ? List.of(ALL) : patterns).stream().map(Glob::new).toList();
    List<String> prefixes =
        exact == null ? disjoint(globs.stream().map(Glob::prefix).toList()) : List.of(exact);
    return new Globs(globs, prefixes);
  }

  /** Without those that begin with another one; an empty one lists all there is. */
  private static List<String> disjoint(List<String> prefixes) {
    List<String> kept = new ArrayList<>();
    for (String prefix : new TreeSet<>(prefixes)) {
      if (kept.isEmpty() || !prefix.startsWith(kept.get(kept.size() - 1))) {
        kept.add(prefix);
      }
    }
    return List.copyOf(kept);
  }

  boolean match(String key) {
    return globs.stream().anyMatch(glob -> glob.matches(key));
  }

  /** Whether some key within an archive could match. */
  boolean mayMatchWithin(String archive) {
    return prefixes.stream().anyMatch(p -> (archive + "#").startsWith(p) || p.startsWith(archive));
  }
}
