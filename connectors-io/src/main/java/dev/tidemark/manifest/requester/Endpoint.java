package dev.tidemark.manifest.requester;

import dev.tidemark.http.Caller;
import dev.tidemark.http.Judge;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Verdict;
import dev.tidemark.manifest.errors.ErrorHandler;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.response.Answer;
import java.util.Set;
import java.util.function.Function;

/**
 * What a requester of a manifest describes: how to ask, and what the answers mean. Safe for any
 * number of threads.
 *
 * @param requester makes requests
 * @param errors says what answers mean
 * @param remembers whether answers may serve for equal requests of other streams
 */
public record Endpoint(Requester requester, ErrorHandler errors, boolean remembers) {
  /**
   * Compiles a requester; null if it can't be.
   *
   * @param names what its templates may use
   * @param authenticators makes the authenticator of a requester
   */
  public static Endpoint compile(
      Component component, Set<String> names, Function<Component, Authenticator> authenticators) {
    return Registry.<Endpoint>of("a requester")
        .with("HttpRequester", http -> of(http, names, authenticators, RequestRewriter.NONE))
        .withCustom(
            "CustomRequester",
            RequestRewriter.class,
            (custom, rewriter) -> of(custom, names, authenticators, rewriter))
        .make(component);
  }

  private static Endpoint of(
      Component component,
      Set<String> names,
      Function<Component, Authenticator> authenticators,
      RequestRewriter rewriter) {
    return new Endpoint(
        Requester.compile(component, names, authenticators, rewriter),
        errors(component),
        !component.has("use_cache") || component.flag("use_cache"));
  }

  private static ErrorHandler errors(Component requester) {
    return requester
        .optional("error_handler")
        .map(ErrorHandler.REGISTRY::make)
        .orElse(ErrorHandler.DEFAULT);
  }

  /**
   * Asks, again if need be, each time with the credentials as they are by then.
   *
   * @param call what is asked for
   * @param judge decides about each answer; usually asks {@link #errors}
   */
  public Caller.Outcome send(Requester.Call call, Judge judge, Calls calls) {
    Exchange exchange = new Exchange(requester, call, judge, calls);
    return way(calls).send(exchange::request, exchange, errors.maxRetries());
  }

  /** The same for what answers something else each time, as the state of a job. */
  public Endpoint forgetting() {
    return new Endpoint(requester, errors, false);
  }

  private Calls way(Calls calls) {
    return remembers ? calls : calls.forgetting();
  }

  /** Content with any answer that the error handler is content with. */
  public Judge judge() {
    return new Judge() {
      @Override
      public Verdict judge(Reply reply, int failures) {
        return errors.judge(new Answer(reply), failures);
      }

      @Override
      public Verdict fault(String message, int failures) {
        return errors.fault(message, failures);
      }
    };
  }

  /** As {@link #send}; a large answer may come in a file, which whoever reads it discards. */
  public Caller.Outcome download(Requester.Call call, Judge judge, Calls calls) {
    Exchange exchange = new Exchange(requester, call, judge, calls);
    return way(calls).send(() -> exchange.request().spooling(), exchange, errors.maxRetries());
  }
}
