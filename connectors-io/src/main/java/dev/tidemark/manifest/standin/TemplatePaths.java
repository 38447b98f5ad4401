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

  /** The paths that templates look up in what has that name. */
  static Set<List<Object>> of(Object part, String name) {
    Set<List<Object>> paths = new LinkedHashSet<>();
    collect(part, name, paths);
    return paths;
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
