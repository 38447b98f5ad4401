package dev.tidemark.manifest.requester;

import dev.tidemark.http.Request;
import dev.tidemark.manifest.template.Scope;

/** Changes requests that a requester has made. Safe for any number of threads. */
@FunctionalInterface
public interface RequestRewriter {
  /** Leaves requests as they are. */
  RequestRewriter NONE = (request, scope) -> request;

  /**
   * The request to send instead; it has its credentials, but for a signature.
   *
   * @param scope the slice and the page token, by name
   */
  Request rewrite(Request request, Scope scope);
}
