package dev.tidemark.manifest.template;

/**
 * An evaluation that failed: a name that is not in scope, an undefined value where one was needed,
 * a date that cannot be read. The message names fields and types; the only values it quotes are
 * texts that were to be read as dates, numbers or formats.
 */
public final class EvaluationProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int QUOTED = 100;

  /** A text for a message, shortened. */
  static String quote(String text) {
    return "'" + (text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text) + "'";
  }

  EvaluationProblem(String message) {
    super(message);
  }

  EvaluationProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
