package dev.tidemark.manifest.template;

import java.util.List;
import java.util.Map;

/** What a call passes. */
record Arguments(List<Object> positional, Map<String, Object> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());
}
