package dev.tidemark.manifest.errors;

import dev.tidemark.problem.Problem;

/**
 * What an error handler makes of an answer.
 *
 * @param action what to do
 * @param kind what kind of problem it is if it stays so
 * @param message what the answer means; null for the API's own words
 */
public record Resolution(Action action, Problem.Kind kind, String message) {
  /** What to do about an answer. */
  public enum Action {
    SUCCESS,
    IGNORE,
    RETRY,
    REFRESH_TOKEN_THEN_RETRY,
    RATE_LIMITED,
    RESET_PAGINATION,
    FAIL;

    /** Whether a composite handler is content with it. */
    boolean isDecisive() {
      return this == SUCCESS || this == IGNORE || this == RETRY || this == RESET_PAGINATION;
    }
  }

  public static final Resolution SUCCESS = of(Action.SUCCESS);

  public static Resolution of(Action action) {
    return new Resolution(action, Problem.Kind.SOURCE, null);
  }
}
