package dev.tidemark.manifest.language;

import dev.tidemark.problem.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields that a config may have, as the spec of a manifest says, so that templates that ask for
 * others can be doubted.
 */
final class ConfigFields {
  private static final ConfigFields UNKNOWN = new ConfigFields(Set.of());

  private final Set<String> names;

  private ConfigFields(Set<String> names) {
    this.names = names;
  }

  /** Of a root whose references are resolved. */
  static ConfigFields of(Map<String, Object> root) {
    if (!(root.get("spec") instanceof Map<?, ?> spec)
        || spec.containsKey("config_normalization_rules")) {
      return UNKNOWN;
    }
    Set<String> names = new TreeSet<>();
    collect(spec.get("connection_specification"), names);
    return new ConfigFields(names);
  }

  private static void collect(Object schema, Set<String> names) {
    if (!(schema instanceof Map<?, ?> map)) {
      return;
    }
    if (map.get("properties") instanceof Map<?, ?> properties) {
      properties.keySet().forEach(name -> names.add(String.valueOf(name)));
    }
    for (String union : List.of("oneOf", "anyOf", "allOf")) {
      if (map.get(union) instanceof List<?> forms) {
        forms.forEach(form -> collect(form, names));
      }
    }
  }

  /** What to say of a field that the spec does not have. */
  Optional<String> doubt(String name) {
    // What begins so is put into configs by those who build such manifests, not by users.
    if (names.isEmpty() || names.contains(name) || name.startsWith("__")) {
      return Optional.empty();
    }
    return Optional.of("the spec has no '" + name + "'." + Nearest.hint(name, names));
  }
}
