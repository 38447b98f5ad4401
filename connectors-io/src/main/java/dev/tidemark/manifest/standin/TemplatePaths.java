package dev.tidemark.manifest.standin;

import dev.tidemark.manifest.template.Template;
import dev.tidemark.manifest.template.TemplateProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the templates in a part of a manifest look up. */
final class TemplatePaths {
  private TemplatePaths() {}

  /** The paths that templates look up in what has that name, less those on the way to others. */
  static Set<List<Object>> of(Object part, String name) {
    Set<List<Object>> paths = new LinkedHashSet<>();
    collect(part, name, paths);
    Set<List<Object>> ends = new LinkedHashSet<>(paths);
    paths.forEach(path -> ends.removeIf(other -> other.size() < path.size() && leads(other, path)));
    return ends;
  }

  /** Whether a path is the start of another one, or that path itself. */
  static boolean leads(List<Object> start, List<Object> whole) {
    return start.size() <= whole.size() && start.equals(whole.subList(0, start.size()));
  }

  private static void collect(Object part, String name, Set<List<Object>> paths) {
    if (part instanceof Map<?, ?> map) {
      map.values().forEach(value -> collect(value, name, paths));
    } else if (part instanceof List<?> list) {
      list.forEach(value -> collect(value, name, paths));
    } else if (part instanceof String text && text.contains(name)) {
      paths.addAll(ofTemplate(text, name));
    }
  }

  private static Set<List<Object>> ofTemplate(String text, String name) {
    try {
      return Template.compile(text).pathsOf(name);
    } catch (TemplateProblem e) {
      return Set.of();
    }
  }
}
