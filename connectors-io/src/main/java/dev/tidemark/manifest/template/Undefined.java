package dev.tidemark.manifest.template;

/** The value of what is not there; prints nothing, is false, and fails when worked with. */
final class Undefined {
  private final Object owner;
  private final Object name;
  private final Kind kind;

  private enum Kind {
    NAME,
    MEMBER,
    UNSAFE,
    HINT
  }

  private Undefined(Object owner, Object name, Kind kind) {
    this.owner = owner;
    this.name = name;
    this.kind = kind;
  }

  static Undefined name(String name) {
    return new Undefined(null, name, Kind.NAME);
  }

  static Undefined member(Object owner, Object name) {
    return new Undefined(owner, name, Kind.MEMBER);
  }

  /** An attribute that the sandbox hides: may be printed, but any use of it fails for good. */
  static Undefined unsafe(Object owner, String name) {
    return new Undefined(owner, name, Kind.UNSAFE);
  }

  static Undefined because(String hint) {
    return new Undefined(null, hint, Kind.HINT);
  }

  RuntimeException problem() {
    return kind == Kind.UNSAFE ? new EvaluationProblem(message()) : new UndefinedUse(message());
  }

  /** Fails if the value is undefined. */
  static void refuse(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.problem();
    }
  }

  private String message() {
    return switch (kind) {
      case NAME -> "'" + name + "' is undefined";
      case MEMBER ->
          ownerText() + (name instanceof String ? " has no '" : " has no element '") + name + "'";
      case UNSAFE -> "access to attribute '" + name + "' of " + ownerText() + " is unsafe";
      case HINT -> name.toString();
    };
  }

  private String ownerText() {
    return owner == null ? "None" : "a value of type " + TypeNames.of(owner);
  }
}
