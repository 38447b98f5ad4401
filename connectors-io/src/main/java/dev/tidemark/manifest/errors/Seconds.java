package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.language.Expression;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;

/** Reads seconds, fractions included. */
final class Seconds {
  /** Keeps absurd numbers from overflowing; epoch seconds must fit. */
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

  private Seconds() {}

  static Duration of(Expression expression) {
    String text = expression.textIn(Expression.NOTHING);
    Duration time = of(text, null);
    if (time == null) {
      throw Problem.config("a waiting time must be in seconds, but it came out as '" + text + "'");
    }
    return time;
  }

  static Duration of(String text, Duration fallback) {
    try {
      BigDecimal seconds = new BigDecimal(text.strip()).min(MOST);
      return Duration.ofMillis(seconds.movePointRight(3).longValue());
    } catch (NumberFormatException e) {
      return fallback;
    }
  }
}
