package dev.tidemark.manifest.template;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the parser notes about names as it goes: which block it is in, and what it has met. */
final class ParsedNames {
  private final Map<String, Set<List<Object>>> paths = new HashMap<>();

  /** Which item a call of {@code get} gives, without its default. */
  private final IdentityHashMap<Expression, Expression> gets = new IdentityHashMap<>();

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
    ArrayDeque<Object> keys = new ArrayDeque<>();
    Expression at = value;
    while (true) {
      at = gets.getOrDefault(at, at);
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

  /** A value was called, which gave another one: {@code root.get('name')} is a look-up too. */
  void calls(Expression callee, CallArguments arguments, Expression value) {
    if (callee instanceof AttributeOf method
        && method.name().equals("get")
        && !arguments.positional().isEmpty()
        && arguments.positional().get(0) instanceof Constant key) {
      gets.put(value, new ItemOf(method.owner(), key));
      looksUp(value);
    }
  }

  /** What is looked up in a name, by the name: keys and indexes. */
  Map<String, Set<List<Object>>> paths() {
    return paths;
  }
}
