package dev.tidemark.manifest.template;

import java.util.Arrays;

/** An operator that compares two values. */
enum Comparison {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  IN("in"),
  NOT_IN("not in");

  private final String symbol;

  Comparison(String symbol) {
    this.symbol = symbol;
  }

  /** Null where the operator compares nothing. */
  static Comparison of(Object symbol) {
    return Arrays.stream(values()).filter(c -> c.symbol.equals(symbol)).findFirst().orElse(null);
  }

  boolean holds(Object left, Object right) {
    return switch (this) {
      case EQUAL -> Equality.equal(left, right);
      case NOT_EQUAL -> !Equality.equal(left, right);
      case IN -> Iteration.contains(right, left);
      case NOT_IN -> !Iteration.contains(right, left);
      default -> ordered(Ordering.compare(left, right, symbol));
    };
  }

  private boolean ordered(Integer order) {
    if (order == null) {
      return false;
    }
    return switch (this) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }
}
