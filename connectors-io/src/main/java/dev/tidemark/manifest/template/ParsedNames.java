package dev.tidemark.manifest.template;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the parser notes about names as it goes: which block it is in, and what it has met. */
final class ParsedNames {
  private final Map<String, Set<List<Object>>> paths = new HashMap<>();
  private NameUses block = new NameUses();
  private boolean varying;

  NameUses block() {
    return block;
  }

  /** Goes on in another block and returns the one left. */
  NameUses enter(NameUses other) {
    NameUses left = block;
    block = other;
    return left;
  }

  /** A global function was named, or a filter that draws lots: the value may differ each time. */
  void varies() {
    varying = true;
  }

  boolean varying() {
    return varying;
  }

  /**
   * A value was named: {@code root.name}, {@code root['name'][0]} and the like are kept in mind.
   */
  void looksUp(Expression value) {
    path(value, List.of());
  }

  /** A value was called: {@code root.get('name')} is a look-up too. */
  void calls(Expression callee, CallArguments arguments) {
    if (callee instanceof AttributeOf method
        && method.name().equals("get")
        && !arguments.positional().isEmpty()
        && arguments.positional().get(0) instanceof Constant key
        && key.value() instanceof String) {
      path(method.owner(), List.of(key.value()));
    }
  }

  private void path(Expression value, List<Object> rest) {
    ArrayDeque<Object> keys = new ArrayDeque<>(rest);
    Expression at = value;
    while (true) {
      if (at instanceof AttributeOf attribute && attribute.plainKey()) {
        keys.addFirst(attribute.name());
        at = attribute.owner();
      } else if (at instanceof ItemOf item
          && item.key() instanceof Constant key
          && key.value() != null) {
        keys.addFirst(key.value());
        at = item.owner();
      } else {
        break;
      }
    }
    if (at instanceof Lookup root && !keys.isEmpty()) {
      paths.computeIfAbsent(root.name(), n -> new LinkedHashSet<>()).add(List.copyOf(keys));
    }
  }

  /** What is looked up in a name, by the name: keys and indexes. */
  Map<String, Set<List<Object>>> paths() {
    return paths;
  }
}
