package dev.tidemark.http;

import dev.tidemark.problem.Problem;
import java.time.Duration;

/**
 * What to do about an answer.
 *
 * @param action what
 * @param kind the kind of problem that it is if it stays so
 * @param message for everything but success: what the answer means
 * @param delay before trying again; null for the usual growing waits
 */
public record Verdict(Action action, Problem.Kind kind, String message, Duration delay) {
  /** What can be done with an answer. */
  public enum Action {
    /** Use it. */
    ACCEPT,
    /** There is nothing here, and that is all right. */
    IGNORE,
    /** Try again, alone. */
    RETRY,
    /** Try again, alone, with fresh credentials. */
    REFRESH,
    /** Try again, and let the whole account wait until then. */
    RATE_LIMITED,
    /** Give up. */
    FAIL
  }

  public static final Verdict ACCEPT = new Verdict(Action.ACCEPT, null, null, null);

  public static Verdict ignore(String message) {
    return new Verdict(Action.IGNORE, null, message, null);
  }

  public static Verdict fail(Problem.Kind kind, String message) {
    return new Verdict(Action.FAIL, kind, message, null);
  }

  public static Verdict retry(String message, Duration delay) {
    return new Verdict(Action.RETRY, Problem.Kind.SOURCE, message, delay);
  }

  public static Verdict refresh(Problem.Kind kind, String message, Duration delay) {
    return new Verdict(Action.REFRESH, kind, message, delay);
  }

  public static Verdict rateLimited(String message, Duration delay) {
    return new Verdict(Action.RATE_LIMITED, Problem.Kind.SOURCE, message, delay);
  }
}
