package dev.tidemark.manifest.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the parser notes about names as it goes: which block it is in, and what it has met. */
final class ParsedNames {
  private final Map<String, Set<String>> fields = new HashMap<>();
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

  /** A value was named: {@code root.name}, {@code root['name']} and the like are kept in mind. */
  void looksUp(Expression value) {
    if (value instanceof AttributeOf attribute && attribute.plainKey()) {
      field(attribute.owner(), attribute.name());
    } else if (value instanceof ItemOf item && item.key() instanceof Constant key) {
      field(item.owner(), key.value());
    }
  }

  /** A value was called: {@code root.get('name')} is a look-up too. */
  void calls(Expression callee, CallArguments arguments) {
    if (callee instanceof AttributeOf method
        && method.name().equals("get")
        && !arguments.positional().isEmpty()
        && arguments.positional().get(0) instanceof Constant key) {
      field(method.owner(), key.value());
    }
  }

  private void field(Expression owner, Object name) {
    if (owner instanceof Lookup root && name instanceof String text) {
      fields.computeIfAbsent(root.name(), n -> new TreeSet<>()).add(text);
    }
  }

  /** What is looked up in a name, by the name. */
  Map<String, Set<String>> fields() {
    return fields;
  }
}
