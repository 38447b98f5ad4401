package dev.tidemark.manifest.auth;

import dev.tidemark.http.Judge;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Patience;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.token.Grant;
import dev.tidemark.manifest.auth.token.SharedToken;
import dev.tidemark.manifest.errors.ErrorHandler;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.OutgoingRequest;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Shows the session token of the config while the source takes it, else that of a login. */
final class LegacySessionTokenAuthenticator implements Authenticator {
  private static final Duration SESSION = Duration.ofDays(1);
  private static final Patience PATIENCE = new Patience(5, Duration.ofMinutes(5));
  private static final int UNAUTHORIZED = 401;

  private final Expression base;
  private final Expression header;
  private final Expression token;
  private final Expression validation;
  private final Expression login;
  private final Expression user;
  private final Expression password;
  private final Expression key;

  /**
   * @param requester whose base URL the paths belong to
   */
  LegacySessionTokenAuthenticator(Component component, Component requester) {
    base = requester.expression(requester.has("url") ? "url" : "url_base", Names.NONE);
    header = component.expression("header", Names.NONE);
    token = component.expression("session_token", Names.NONE, "");
    validation = component.expression("validate_session_url", Names.NONE);
    login = component.expression("login_url", Names.NONE);
    user = component.expression("username", Names.NONE, "");
    password = component.expression("password", Names.NONE, "");
    key = component.expression("session_token_response_key", Names.NONE);
  }

  private static String text(Expression expression) {
    return expression.textIn(Expression.NOTHING);
  }

  @Override
  public void addTo(RequestInputs inputs, Calls calls) {
    String shown = shared(calls).get(calls, refused -> obtain(refused, calls));
    inputs.headers().put(text(header), shown);
  }

  @Override
  public Verdict learn(Request sent, Reply reply, Verdict verdict, Calls calls) {
    return shared(calls).learn(sent, reply, verdict);
  }

  private SharedToken shared(Calls calls) {
    List<String> asked = List.of(text(base), text(token), text(user), text(password), text(key));
    return SharedToken.of(calls.account(), Json.writeCanonical(asked));
  }

  private Grant obtain(String refused, Calls calls) {
    String given = text(token);
    Masking.register(given);
    boolean isGood = !given.isEmpty() && !given.equals(refused) && isTaken(given, calls);
    String shown = isGood ? given : logIn(calls);
    return new Grant(shown, calls.account().time().now().plus(SESSION));
  }

  private boolean isTaken(String given, Calls calls) {
    RequestInputs inputs = new RequestInputs();
    inputs.headers().put(text(header), given);
    Request request = new OutgoingRequest("GET", inputs).to(text(base) + text(validation));
    Judge judge =
        (reply, failures) ->
            reply.status() == UNAUTHORIZED ? Verdict.ACCEPT : usual(reply, failures);
    return calls.sendForToken(() -> request, judge, PATIENCE).status() != UNAUTHORIZED;
  }

  private String logIn(Calls calls) {
    if (text(user).isEmpty() || text(password).isEmpty()) {
      throw Problem.credentials(
          "the session token is not taken, and there is no user name and password to log in with");
    }
    Masking.register(text(password));
    RequestInputs inputs = new RequestInputs();
    inputs.json().put("username", text(user));
    inputs.json().put("password", text(password));
    Request request = new OutgoingRequest("POST", inputs).to(text(base) + text(login));
    Reply reply =
        calls.sendForToken(() -> request, LegacySessionTokenAuthenticator::usual, PATIENCE);
    Object value =
        new Answer(reply).jsonOrEmpty() instanceof JsonObject json ? json.get(text(key)) : null;
    if (value == null) {
      throw Problem.source(
          request.label() + ": the answer to the login has no '" + text(key) + "'");
    }
    return PythonText.str(value);
  }

  private static Verdict usual(Reply reply, int failures) {
    return ErrorHandler.DEFAULT.judge(new Answer(reply), failures);
  }
}
