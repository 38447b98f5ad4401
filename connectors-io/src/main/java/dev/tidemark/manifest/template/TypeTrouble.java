package dev.tidemark.manifest.template;

/** Python's TypeError: the value of the whole template becomes its own text. */
final class TypeTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  TypeTrouble(String message) {
    super(message, null, false, false);
  }
}
