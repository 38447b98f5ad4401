package dev.tidemark.manifest.template;

/** {@code owner[key]}. */
record ItemOf(Expression owner, Expression key) implements Expression {
  @Override
  public Object value(Frame frame) {
    return Access.item(owner.value(frame), key.value(frame));
  }
}
