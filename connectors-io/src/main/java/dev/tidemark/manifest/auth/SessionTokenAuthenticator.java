package dev.tidemark.manifest.auth;

import dev.tidemark.http.Caller;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.token.Grant;
import dev.tidemark.manifest.auth.token.SharedToken;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.Endpoint;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import dev.tidemark.manifest.requester.Requester;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.IsoDuration;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Logs in, and shows the token that it is given then. */
final class SessionTokenAuthenticator implements Authenticator {
  private static final Requester.Call LOGIN =
      new Requester.Call(nowhere(), null, new RequestInputs(), new RequestInputs());

  /** Puts a session's token into a request. */
  @FunctionalInterface
  private interface Use {
    Registry<Use> REGISTRY =
        Registry.<Use>of("a use of session tokens")
            .with("Bearer", component -> Use::asBearer)
            .with("ApiKey", Use::asKey);

    void put(String token, RequestInputs inputs);

    private static void asBearer(String token, RequestInputs inputs) {
      inputs.headers().put("Authorization", "Bearer " + token);
    }

    private static Use asKey(Component component) {
      RequestOption option = RequestOption.compile(component.child("inject_into"));
      String name = "session_token";
      if (!component.has("api_token")) {
        return option::set;
      }
      Expression text = component.expression("api_token", Set.of(name));
      return (token, inputs) -> option.set(text.textIn(Scope.of(Map.of(name, token))), inputs);
    }
  }

  private final Endpoint login;
  private final SessionAnswer answers;
  private final IsoDuration duration;
  private final Use use;
  private volatile String identity;

  SessionTokenAuthenticator(Component component) {
    login = Endpoint.compile(component.child("login_requester"), Names.REQUEST, Authenticators::of);
    answers = new SessionAnswer(component);
    duration = duration(component);
    use = Use.REGISTRY.make(component.child("request_authentication"));
  }

  /** Null where a token is for one request alone. */
  private static IsoDuration duration(Component component) {
    String field = "expiration_duration";
    String text = component.text(field, "");
    if (text.matches("[0-9]{1,9}")) {
      component.note(field, "'" + text + "' is taken for seconds; PT" + text + "S says so");
      return IsoDuration.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      return text.isEmpty() ? null : IsoDuration.parse(text);
    } catch (EvaluationProblem e) {
      component.flaw(field, e.getMessage());
      return null;
    }
  }

  @Override
  public void addTo(RequestInputs inputs, Calls calls) {
    use.put(token(calls), inputs);
  }

  @Override
  public Verdict learn(Request sent, Reply reply, Verdict verdict, Calls calls) {
    return duration == null ? verdict : shared(calls).learn(sent, reply, verdict);
  }

  private String token(Calls calls) {
    if (duration != null) {
      return shared(calls).get(calls, refused -> logIn(calls));
    }
    // A login for each request would hide that they are refused all the same.
    calls.refuseIfHopeless();
    return shared(calls).once(refused -> logIn(calls));
  }

  private Grant logIn(Calls calls) {
    SessionAnswer.Reading reading = answers.reading(login.errors());
    Caller.Outcome outcome = login.send(LOGIN, reading, calls.forLogin());
    if (outcome.ignored()) {
      throw Problem.source(
          "no session token came: the login's error handler passes over its answer (HTTP "
              + outcome.reply().status()
              + ")");
    }
    Instant now = calls.account().time().now();
    return duration == null
        ? new Grant(reading.token(), now)
        : Grant.until(
            reading.token(), now, duration.addTo(now.atOffset(ZoneOffset.UTC)).toInstant());
  }

  /** Authenticators that log in with the same request have one token between them. */
  private SharedToken shared(Calls calls) {
    if (identity == null) {
      Request request = login.requester().request(LOGIN, calls.forLogin());
      byte[] body = request.body() == null ? new byte[0] : request.body();
      identity =
          Json.writeCanonical(
              List.of(
                  request.url().toString(),
                  request.headers().toString(),
                  new String(body, StandardCharsets.UTF_8),
                  answers.path()));
    }
    return SharedToken.of(calls.account(), identity);
  }

  /** A login is for no slice and no page. */
  private static Scope nowhere() {
    Map<String, Object> names = new HashMap<>();
    Names.SLICE.forEach(name -> names.put(name, new JsonObject()));
    names.put("next_page_token", null);
    return Scope.of(names);
  }
}
