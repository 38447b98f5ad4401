package dev.tidemark.http;

/** Decides what an answer means. Called for every answer that arrived whole. */
@FunctionalInterface
public interface Judge {
  /**
   * @param reply the answer
   * @param failures how often the request has failed, this time included if this is a failure
   */
  Verdict judge(Reply reply, int failures);

  /**
   * Says what to do where no answer came.
   *
   * @param message what happened instead
   * @param failures how often the request has failed, this time included
   */
  default Verdict fault(String message, int failures) {
    return Verdict.retry(message, null);
  }
}
