package dev.tidemark.manifest.errors;

import dev.tidemark.problem.Problem;

/** What statuses mean where a manifest says nothing. */
final class DefaultTable {
  private DefaultTable() {}

  static Resolution resolve(int status) {
    if (status < 400) {
      return Resolution.SUCCESS;
    }
    return switch (status) {
      case 400, 404, 405 -> Resolution.of(Resolution.Action.FAIL);
      case 401, 403 -> new Resolution(Resolution.Action.FAIL, Problem.Kind.CREDENTIALS, null);
      case 429 -> Resolution.of(Resolution.Action.RATE_LIMITED);
      default -> Resolution.of(Resolution.Action.RETRY);
    };
  }
}
