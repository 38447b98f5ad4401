package dev.tidemark.manifest.requester;

import dev.tidemark.http.Caller;
import dev.tidemark.http.Judge;
import dev.tidemark.manifest.errors.ErrorHandler;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import java.util.Set;

/**
 * What a requester of a manifest describes: how to ask, and what the answers mean. Safe for any
 * number of threads.
 *
 * @param requester makes requests
 * @param errors says what answers mean
 */
public record Endpoint(Requester requester, ErrorHandler errors) {
  /**
   * Compiles a requester; null if it can't be.
   *
   * @param names what its templates may use
   * @param authenticators what its authenticator may be
   */
  public static Endpoint compile(
      Component component, Set<String> names, Registry<Authenticator> authenticators) {
    return Registry.<Endpoint>of("a requester")
        .with(
            "HttpRequester",
            http -> new Endpoint(Requester.compile(http, names, authenticators), errors(http)))
        .make(component);
  }

  private static ErrorHandler errors(Component requester) {
    return requester
        .optional("error_handler")
        .map(ErrorHandler.REGISTRY::make)
        .orElse(ErrorHandler.DEFAULT);
  }

  /**
   * Asks, again if need be.
   *
   * @param call what is asked for
   * @param judge decides about each answer; usually asks {@link #errors}
   */
  public Caller.Outcome send(Requester.Call call, Judge judge, Calls calls) {
    return calls.send(() -> requester.request(call, calls.network()), judge, errors.maxRetries());
  }
}
