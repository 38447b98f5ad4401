package dev.tidemark.manifest.template;

/** What one evaluation may cost at most: manifests come from others. */
final class Limits {
  static final int CHARACTERS = 16 << 20;
  static final int ITEMS = 1 << 20;
  static final int STEPS = 1_000_000;
  static final int DEPTH = 200;
  static final int INTEGER_BITS = 1 << 17;
  static final long REGEX_STEPS = 20_000_000;

  private Limits() {}

  static int characters(long count) {
    if (count > CHARACTERS) {
      throw new EvaluationProblem("the text grows past " + CHARACTERS + " characters");
    }
    return (int) count;
  }

  static int items(long count) {
    if (count > ITEMS) {
      throw new EvaluationProblem("the list grows past " + ITEMS + " items");
    }
    return (int) count;
  }

  static int depth(int depth) {
    if (depth > DEPTH) {
      throw new EvaluationProblem("the value is nested more than " + DEPTH + " levels deep");
    }
    return depth;
  }
}
