package dev.tidemark.manifest.paging;

import dev.tidemark.problem.Problem;

/** Tokens that are numbers. */
final class Counters {
  private Counters() {}

  static long of(Object token) {
    if (token instanceof Long number) {
      return number;
    }
    throw Problem.config("the page token must be a whole number, but it is '" + token + "'");
  }
}
