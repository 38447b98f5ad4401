package dev.tidemark.manifest.template;

/** An undefined value used where Jinja forbids it. What follows depends on the evaluator. */
final class UndefinedUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  UndefinedUse(String message) {
    super(message, null, false, false);
  }
}
