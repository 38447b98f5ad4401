package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.FakeTime;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.manifest.Stub.Asked;
import dev.tidemark.manifest.Stub.Given;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tokens that a login gives, of the kind in use and of the old one. */
final class SessionTokenTest {
  private static final String LOGIN =
      """
      type: SessionTokenAuthenticator
      login_requester:
        type: HttpRequester
        url_base: https://api.example.com
        path: login
        http_method: POST
        request_body_json: {user: "{{ config.user }}"}
        authenticator: {type: BasicHttpAuthenticator, username: "{{ config.user }}", password: pass}
        error_handler:
          type: DefaultErrorHandler
          response_filters: [{type: HttpResponseFilter, http_codes: [418], action: IGNORE}]
      session_token_path: [result, token]
      """;
  private static final String BEARER = "request_authentication: {type: Bearer}\n";
  private static final String HOUR = "expiration_duration: PT1H\n";

  private final FakeTime time = new FakeTime();
  private final AtomicInteger logins = new AtomicInteger();

  private Given session() {
    return Stub.json("{\"result\": {\"token\": \"session-" + logins.incrementAndGet() + "\"}}");
  }

  private static Stub server(Function<Asked, Given> login) {
    return Stub.answering(
        asked -> asked.path().equals("/login") ? login.apply(asked) : Stub.json("{\"data\": []}"));
  }

  private Source open(String authenticator, Stub stub) {
    String manifest =
        Manifests.requester(
            "url_base: https://api.example.com/\npath: items\nauthenticator:\n"
                + authenticator.indent(2));
    Network network = Network.DIRECT.withRoutes(Map.of("api.example.com", stub.url()));
    return OpenedManifest.of(
            "test", manifest, Json.parseObject("{\"user\": \"me\"}"), network, time)
        .source();
  }

  private static void read(Source source) {
    Readings.records(source, "items");
  }

  private static List<Asked> data(Stub stub) {
    return stub.requests().stream().filter(asked -> asked.path().equals("/items")).toList();
  }

  private static List<String> shown(Stub stub) {
    return data(stub).stream().map(asked -> asked.headers().get("Authorization")).toList();
  }

  @Test
  void aSessionIsUsedUntilItExpires() {
    try (Stub stub = server(asked -> session())) {
      Source source = open(LOGIN + HOUR + BEARER, stub);
      read(source);
      time.pass(Duration.ofMinutes(59));
      read(source);
      time.pass(Duration.ofMinutes(1));
      read(source);
      assertThat(shown(stub))
          .containsExactly("Bearer session-1", "Bearer session-1", "Bearer session-2");
      Asked login = stub.requests().get(0);
      assertThat(login.method() + " " + login.uri()).isEqualTo("POST /login");
      assertThat(login.headers()).containsEntry("Authorization", "Basic bWU6cGFzcw==");
      assertThat(login.body()).isEqualTo("{\"user\":\"me\"}");
    }
  }

  @Test
  void withoutADurationEachRequestHasASessionOfItsOwn() { // T39
    try (Stub stub = server(asked -> session())) {
      Source source = open(LOGIN + BEARER, stub);
      read(source);
      read(source);
      assertThat(stub.uris()).containsExactly("/login", "/items", "/login", "/items");
      assertThat(shown(stub)).containsExactly("Bearer session-1", "Bearer session-2");
    }
  }

  @Test
  void aSessionMayGoWhereAKeyGoes() {
    String key =
        "request_authentication: {type: ApiKey, inject_into: {type: RequestOption, inject_into:"
            + " %s, field_name: X-Token}%s}\n";
    try (Stub stub = server(asked -> session())) {
      read(open(LOGIN + HOUR + key.formatted("header", ""), stub));
      assertThat(data(stub).get(0).headers()).containsEntry("X-Token", "session-1");
    }
    logins.set(0);
    String template = ", api_token: \"Token {{ session_token }}\"";
    try (Stub stub = server(asked -> session())) {
      read(open(LOGIN + HOUR + key.formatted("request_parameter", template), stub));
      assertThat(data(stub).get(0).query()).isEqualTo("X-Token=Token+session-1");
    }
  }

  @Test
  void allStreamsOfAnAccountHaveOneSession() {
    try (Stub stub = server(asked -> session())) {
      read(open("$parameters: {name: a}\n" + LOGIN + HOUR + BEARER, stub));
      read(open("$parameters: {name: b}\n" + LOGIN + HOUR + BEARER, stub));
      assertThat(logins).hasValue(1);
    }
  }

  @Test
  void aLoginHasItsOwnErrorHandler() {
    AtomicInteger asked = new AtomicInteger();
    try (Stub stub =
        server(login -> asked.incrementAndGet() < 3 ? Stub.status(503, "") : session())) {
      read(open(LOGIN + HOUR + BEARER, stub));
      assertThat(shown(stub)).containsExactly("Bearer session-1");
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }
    try (Stub stub = server(login -> Stub.status(418, ""))) {
      assertThatThrownBy(() -> read(open(LOGIN + HOUR + BEARER, stub)))
          .hasMessageContaining("no session token came")
          .hasMessageContaining("HTTP 418");
    }
  }

  @Test
  void aRefusedLoginIsNotTriedByEverySlice() {
    for (String duration : List.of(HOUR, "")) {
      try (Stub stub = server(login -> Stub.status(401, "{\"error\": \"wrong password\"}"))) {
        Source source = open(LOGIN + duration + BEARER, stub);
        for (int i = 0; i < 5; i++) {
          assertThatThrownBy(() -> read(source))
              .isInstanceOfSatisfying(
                  Problem.class,
                  problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
              .hasMessageContaining("POST https://api.example.com/login: the credentials are")
              .hasMessageContaining("wrong password");
        }
        assertThat(stub.requests()).hasSize(1);
      }
    }
  }

  @Test
  void anAnswerWithoutATokenIsAnErrorThatShowsNothing() {
    for (String body : List.of("{\"token\": \"elsewhere-1\"}", "elsewhere-1", "[]")) {
      try (Stub stub = server(login -> Stub.json(body))) {
        assertThatThrownBy(() -> read(open(LOGIN + HOUR + BEARER, stub)))
            .hasMessageContaining("the answer to the login has no session token at result.token")
            .hasMessageNotContaining("elsewhere-1");
      }
    }
  }

  @Test
  void sessionsAreMaskedAtOnce() {
    try (Stub stub =
        server(login -> Stub.json("{\"result\": {\"token\": \"a-hidden-session\"}}"))) {
      read(open(LOGIN + BEARER, stub));
      assertThat(Masking.mask("a-hidden-session")).isEqualTo("****");
    }
  }

  @Test
  void aFreshSessionMayBeAskedFor() {
    String manifest =
        Manifests.requester(
            "url_base: https://api.example.com/\npath: items\nauthenticator:\n"
                + (LOGIN + HOUR + BEARER).indent(2)
                + """
                error_handler:
                  type: DefaultErrorHandler
                  response_filters:
                    - {type: HttpResponseFilter, http_codes: [403], action: REFRESH_TOKEN_THEN_RETRY}
                """);
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/login")
                    ? session()
                    : asked.headers().get("Authorization").endsWith("-1")
                        ? Stub.status(403, "{}")
                        : Stub.json("{\"data\": []}"))) {
      Network network = Network.DIRECT.withRoutes(Map.of("api.example.com", stub.url()));
      read(
          OpenedManifest.of("test", manifest, Json.parseObject("{\"user\": \"me\"}"), network, time)
              .source());
      assertThat(shown(stub)).containsExactly("Bearer session-1", "Bearer session-2");
    }
  }

  @Test
  void whatIsWrongInAManifestIsSaid() {
    String manifest =
        Manifests.requester(
            "url_base: https://api.example.com\nauthenticator: {type: SessionTokenAuthenticator,"
                + " expiration_duration: 1h, request_authentication: {type: Baerer}}");
    assertThatThrownBy(() -> Manifests.open(manifest, "{}"))
        .hasMessageContaining("authenticator.login_requester")
        .hasMessageContaining("authenticator.session_token_path")
        .hasMessageContaining("'1h' is no ISO 8601 duration")
        .hasMessageContaining("Did you mean 'Bearer'?");
  }

  // The old kind

  private static final String LEGACY =
      """
      type: LegacySessionTokenAuthenticator
      header: X-Session
      session_token: %s
      username: %s
      password: word
      login_url: login
      validate_session_url: me
      session_token_response_key: id
      """;

  private List<String> legacy(String given, String user, int validity) {
    try (Stub stub =
        Stub.answering(
            asked ->
                switch (asked.path()) {
                  case "/login" -> Stub.json("{\"id\": \"made-" + logins.incrementAndGet() + "\"}");
                  case "/me" -> Stub.status(validity, "{}");
                  default -> Stub.json("{\"data\": []}");
                })) {
      Source source = open(LEGACY.formatted(given, user), stub);
      read(source);
      time.pass(Duration.ofHours(23));
      read(source);
      return stub.requests().stream()
          .map(asked -> asked.uri() + " " + asked.headers().get("X-Session") + " " + asked.body())
          .toList();
    }
  }

  @Test
  void aSessionOfTheConfigIsShownWhileItIsTaken() {
    assertThat(legacy("given", "me", 200))
        .containsExactly("/me given ", "/items given ", "/items given ");
  }

  @Test
  void aSessionThatIsNotTakenIsReplacedByALogin() {
    assertThat(legacy("given", "me", 401))
        .containsExactly(
            "/me given ",
            "/login null {\"username\":\"me\",\"password\":\"word\"}",
            "/items made-1 ",
            "/items made-1 ");
  }

  @Test
  void withoutASessionThereIsALogin() {
    assertThat(legacy("''", "me", 200))
        .containsExactly(
            "/login null {\"username\":\"me\",\"password\":\"word\"}",
            "/items made-1 ",
            "/items made-1 ");
  }

  @Test
  void withoutEitherTheCredentialsAreWrong() {
    assertThatThrownBy(() -> legacy("given", "''", 401))
        .hasMessageContaining("the session token is not taken, and there is no user name");
    assertThatThrownBy(() -> legacy("given", "me", 404))
        .hasMessageContaining("GET https://api.example.com/me: there is nothing at this address");
  }
}
