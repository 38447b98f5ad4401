package dev.tidemark.manifest.errors;

import dev.tidemark.manifest.response.Answer;

/** Gives meaning to some answers. Safe for any number of threads. */
@FunctionalInterface
public interface AnswerRule {
  /** What the answer means, or null where this rule has nothing to say of it. */
  Resolution resolve(Answer answer);

  /** Whether it may find that paging must begin anew. */
  default boolean resetsPaging() {
    return false;
  }
}
