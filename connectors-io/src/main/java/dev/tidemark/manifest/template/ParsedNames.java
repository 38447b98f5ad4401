package dev.tidemark.manifest.template;

/** What the parser notes about names as it goes: which block it is in, and what it has met. */
final class ParsedNames {
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
}
