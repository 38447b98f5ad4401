package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Time;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.Json;
import dev.tidemark.manifest.auth.token.SharedToken;
import dev.tidemark.manifest.auth.token.Token;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import java.util.List;

/** Shows an access token, and sees to it that there is one. */
public final class OAuthAuthenticator implements Authenticator {
  private static final String HEADER = "Authorization";
  private static final String SCHEME = "Bearer ";

  private final TokenRequest request;
  private final TokenAnswer answers;
  private final Refusal refusals;
  private final Authorization authorization;
  private volatile String identity;

  private OAuthAuthenticator(Component component) {
    Component updater = component.optional("refresh_token_updater").orElse(null);
    request = new TokenRequest(component);
    authorization =
        updater == null
            ? new FixedAuthorization(component)
            : new RotatingAuthorization(updater, request);
    answers = new TokenAnswer(component);
    refusals = new Refusal(component, updater);
  }

  /** Compiles an {@code OAuthAuthenticator}. */
  public static Authenticator compile(Component component) {
    if (component.has("token_refresh_endpoint") || !component.has("access_token_value")) {
      return new OAuthAuthenticator(component);
    }
    Token token = new Token(component.expression("access_token_value", Names.NONE));
    return (inputs, calls) -> inputs.headers().put(HEADER, SCHEME + token.text());
  }

  @Override
  public void addTo(RequestInputs inputs, Calls calls) {
    String token =
        shared(calls)
            .get(
                calls,
                refused -> authorization.grant(refused, calls, refresh -> ask(refresh, calls)));
    inputs.headers().put(HEADER, SCHEME + token);
  }

  @Override
  public Verdict learn(Request sent, Reply reply, Verdict verdict, Calls calls) {
    return shared(calls).learn(sent, reply, verdict);
  }

  /** Authenticators that ask for the same in the same way have one token between them. */
  private SharedToken shared(Calls calls) {
    if (identity == null) {
      List<String> asked =
          request.identity(authorization.refreshName(), authorization.configured());
      identity = Json.writeCanonical(List.of(asked, answers.accessName()));
    }
    return SharedToken.of(calls.account(), identity);
  }

  private Tokens ask(String refresh, Calls calls) {
    String name = authorization.refreshName();
    TokenCall call = new TokenCall(answers, name, refusals);
    Time time = calls.account().time();
    return call.send(() -> request.with(name, refresh, time.now()), calls);
  }
}
