package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;

/** {@code owner.name}. */
record AttributeOf(Expression owner, String name, boolean plainKey) implements Expression {
  static AttributeOf of(Expression owner, String name) {
    return new AttributeOf(owner, name, !Members.mayBelongToDict(name));
  }

  @Override
  public Object value(Frame frame) {
    Object value = owner.value(frame);
    if (plainKey && value instanceof JsonObject object) {
      int position = object.layout().indexOf(name);
      return position < 0 ? Undefined.member(object, name) : object.value(position);
    }
    return Access.attribute(value, name);
  }
}
