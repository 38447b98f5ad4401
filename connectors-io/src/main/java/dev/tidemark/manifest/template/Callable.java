package dev.tidemark.manifest.template;

/** A value that a template can call. */
interface Callable {
  Object call(Frame frame, Arguments arguments);

  static Object call(Object value, Frame frame, Arguments arguments) {
    if (value instanceof Callable callable) {
      return callable.call(frame, arguments);
    }
    Undefined.refuse(value);
    throw new TypeTrouble("'" + TypeNames.of(value) + "' object is not callable");
  }
}
