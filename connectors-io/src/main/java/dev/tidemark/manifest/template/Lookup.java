package dev.tidemark.manifest.template;

/** A name: set by the template, else in scope, else a global function. */
record Lookup(String name, Object global) implements Expression {
  static Lookup of(String name) {
    return new Lookup(name, Globals.get(name));
  }

  @Override
  public Object value(Frame frame) {
    Object local = frame.local(name);
    if (local != Frame.ABSENT) {
      return local;
    }
    Object value = frame.scope().get(name);
    if (value != null || frame.scope().has(name)) {
      return value;
    }
    return global == null ? Undefined.name(name) : global;
  }
}
