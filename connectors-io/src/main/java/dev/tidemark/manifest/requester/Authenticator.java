package dev.tidemark.manifest.requester;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;

/** Adds credentials to requests. Asked anew for every attempt; safe for any number of threads. */
@FunctionalInterface
public interface Authenticator {
  Authenticator NONE = (inputs, calls) -> {};

  /**
   * Adds credentials to what goes into a request.
   *
   * @param calls the way to the source, for those who must ask for a token first
   */
  void addTo(RequestInputs inputs, Calls calls);

  /** Signs a request that is whole but for that; for those whose credentials depend on it. */
  default Request sign(Request request, Calls calls) {
    return request;
  }

  /**
   * Learns from an answer.
   *
   * @param request what was sent
   * @param verdict what the error handler says to the answer
   * @return what to do: the verdict, unless other credentials change it
   */
  default Verdict learn(Request request, Reply reply, Verdict verdict, Calls calls) {
    return verdict;
  }
}
