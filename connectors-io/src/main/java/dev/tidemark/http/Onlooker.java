package dev.tidemark.http;

/** Looks on while requests are made. Called on the threads that make them. */
public interface Onlooker {
  /**
   * A request is about to be sent.
   *
   * @param confidential whether it is about credentials: what is in it is not to be shown
   */
  void sending(Request request, boolean confidential);

  /** It has been answered, or won't be. A body can be looked at until this returns. */
  void answered(Answered answered);

  /**
   * What came of a request. Its judge has looked at the answer, so that tokens in it are masked.
   *
   * @param reply the answer; null where none came
   * @param outcome what is done about it; empty if all is well
   * @param confidential whether it is about credentials: what is in it is not to be shown
   */
  record Answered(Reply reply, String outcome, boolean confidential) {}
}
