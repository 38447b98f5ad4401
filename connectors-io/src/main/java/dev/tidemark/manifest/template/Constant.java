package dev.tidemark.manifest.template;

/** A literal text, number, boolean or None. */
record Constant(Object value) implements Expression {
  @Override
  public Object value(Frame frame) {
    return value;
  }
}
