package dev.tidemark.manifest.template;

/** A method that was named but not called yet; also what {@code record.items} is, a trap. */
record BoundMethod(Object owner, Function method) implements Callable {
  @Override
  public Object call(Frame frame, Arguments arguments) {
    return method.call(frame, owner, arguments);
  }

  @Override
  public String toString() {
    return "<built-in method " + method.name() + " of " + TypeNames.of(owner) + " object at 0x0>";
  }
}
