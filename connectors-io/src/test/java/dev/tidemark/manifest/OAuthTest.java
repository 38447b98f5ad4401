package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.http.FakeTime;
import dev.tidemark.http.Masking;
import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Stub.Asked;
import dev.tidemark.manifest.Stub.Given;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens that are asked for: what is sent, what is read, when it is sent again. */
final class OAuthTest {
  private static final String CLIENT =
      """
      token_refresh_endpoint: https://auth.example.com/token
      client_id: "{{ config.id }}"
      client_secret: "{{ config.secret }}"
      """;
  private static final String REFRESH = CLIENT + "refresh_token: \"{{ config.refresh }}\"\n";
  private static final String CONFIG =
      "{\"id\": \"me\", \"secret\": \"my s3cret\", \"refresh\": \"refresh-0\"}";

  private final FakeTime time = new FakeTime();

  private static Given tokens(String token) {
    return Stub.json("{\"access_token\": \"" + token + "\", \"expires_in\": 3600}");
  }

  /** Answers token requests in turn, the last one ever after, and all else with no records. */
  private static Stub server(Given... answers) {
    Deque<Given> left = new ArrayDeque<>(List.of(answers));
    return Stub.answering(
        asked -> {
          if (!asked.path().equals("/auth/token")) {
            return Stub.json("{\"data\": []}");
          }
          synchronized (left) {
            return left.size() > 1 ? left.poll() : left.element();
          }
        });
  }

  private static String manifest(String authenticator) {
    return Manifests.requester(
        "url_base: https://api.example.com\nauthenticator:\n  type: OAuthAuthenticator\n"
            + authenticator.indent(2));
  }

  private Source open(String authenticator, Stub stub, String config) {
    return OpenedManifest.of(
            "test", manifest(authenticator), Json.parseObject(config), network(stub), time)
        .source();
  }

  private static Network network(Stub stub) {
    return Network.DIRECT.withRoutes(
        Map.of("api.example.com", stub.url(), "auth.example.com", stub.url() + "/auth"));
  }

  private static List<Asked> tokenRequests(Stub stub) {
    return stub.requests().stream().filter(asked -> asked.path().equals("/auth/token")).toList();
  }

  private static List<String> shown(Stub stub) {
    return stub.requests().stream()
        .filter(asked -> !asked.path().equals("/auth/token"))
        .map(asked -> asked.headers().get("Authorization"))
        .toList();
  }

  private static void read(Source source) {
    Readings.records(source, "items");
  }

  private Asked tokenRequest(String authenticator, String config) {
    try (Stub stub = server(tokens("token-1"))) {
      read(open(authenticator, stub, config));
      assertThat(shown(stub)).containsExactly("Bearer token-1");
      return tokenRequests(stub).get(0);
    }
  }

  @Test
  void aRefreshTokenIsSentAsAForm() {
    Asked asked = tokenRequest(REFRESH, CONFIG);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
    assertThat(asked.body())
        .isEqualTo(
            "grant_type=refresh_token&client_id=me&client_secret=my+s3cret&refresh_token=refresh-0");
  }

  @Test
  void clientCredentialsSendNoRefreshToken() {
    Asked asked = tokenRequest(CLIENT + "grant_type: client_credentials", CONFIG);
    assertThat(asked.body())
        .isEqualTo("grant_type=client_credentials&client_id=me&client_secret=my+s3cret");
  }

  @Test
  void allNamesMayBeOthers() {
    Asked asked =
        tokenRequest(
            REFRESH
                + """
                client_id_name: app
                client_secret_name: key
                refresh_token_name: again
                grant_type_name: how
                """,
            CONFIG);
    assertThat(asked.body()).isEqualTo("how=refresh_token&app=me&key=my+s3cret&again=refresh-0");
  }

  @Test
  void scopesAndTheBodyComeLastAndReplaceNothing() {
    Asked asked =
        tokenRequest(
            REFRESH
                + """
                scopes: [read, write]
                refresh_request_body: {client_id: other, audience: "{{ config.id }}", none: "{{ config.x }}"}
                """,
            CONFIG);
    assertThat(asked.body())
        .endsWith("&refresh_token=refresh-0&scopes=read&scopes=write&audience=me");
  }

  @Test
  void credentialsInAHeaderAreNotSentTwice() {
    Asked asked =
        tokenRequest(
            "token_refresh_endpoint: https://auth.example.com/token\n"
                + "grant_type: client_credentials\n"
                + "refresh_request_headers: {Authorization: \"Basic {{ (config.id ~ ':x') |"
                + " base64encode }}\"}",
            CONFIG);
    assertThat(asked.headers()).containsEntry("Authorization", "Basic bWU6eA==");
    assertThat(asked.body()).isEqualTo("grant_type=client_credentials");
  }

  @Test
  void allMayGoIntoTheQuery() {
    Asked asked = tokenRequest(REFRESH + "send_refresh_request_as_query_params: true", CONFIG);
    assertThat(asked.query())
        .isEqualTo(
            "grant_type=refresh_token&client_id=me&client_secret=my+s3cret&refresh_token=refresh-0");
    assertThat(asked.body()).isEmpty();
  }

  @Test
  void aSignedTokenMayStandForTheClient() {
    Asked asked =
        tokenRequest(
            """
            token_refresh_endpoint: https://auth.example.com/token
            use_profile_assertion: true
            profile_assertion:
              type: JwtAuthenticator
              algorithm: HS256
              secret_key: "{{ config.secret }}"
              jwt_payload: {iss: me}
            """,
            CONFIG);
    assertThat(asked.body())
        .startsWith(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=eyJ")
        .doesNotContain("client");
  }

  @Test
  void withoutAnEndpointATokenIsShownAsItIs() {
    try (Stub stub = server()) {
      read(open("access_token_value: \"{{ config.id }}\"", stub, CONFIG));
      assertThat(shown(stub)).containsExactly("Bearer me");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3600, 3569, 1",
    "3600, 3571, 2", // half a minute before its end
    "'\"3600\"', 3569, 1",
    "3600.0, 3569, 1",
    "60, 53, 1",
    "60, 55, 2", // a tenth before its end
    "0, 1, 2"
  })
  void aTokenIsUsedUntilItEnds(String expiresIn, long passed, int requests) {
    Given given = Stub.json("{\"access_token\": \"token-1\", \"expires_in\": " + expiresIn + "}");
    try (Stub stub = server(given)) {
      Source source = open(REFRESH, stub, CONFIG);
      read(source);
      time.pass(Duration.ofSeconds(passed));
      read(source);
      assertThat(tokenRequests(stub)).hasSize(requests);
    }
  }

  @Test
  void withoutAnEndATokenIsGoodForAnHour() {
    try (Stub stub = server(Stub.json("{\"access_token\": \"token-1\"}"))) {
      Source source = open(REFRESH, stub, CONFIG);
      read(source);
      time.pass(Duration.ofMinutes(59));
      read(source);
      assertThat(tokenRequests(stub)).hasSize(1);
      time.pass(Duration.ofMinutes(1));
      read(source);
      assertThat(tokenRequests(stub)).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'%Y-%m-%dT%H:%M:%SZ', '\"2026-01-01T02:00:00Z\"'",
    "'YYYY-MM-DD HH:mm:ss', '\"2026-01-01 02:00:00\"'",
    "'%d.%m.%Y %H:%M', '\"01.01.2026 02:00\"'",
    "'%s', 1767232800",
    "'%c', '\"Thu, 01 Jan 2026 02:00:00 GMT\"'"
  })
  void withAFormatTheEndIsADate(String format, String value) {
    Given given = Stub.json("{\"access_token\": \"token-1\", \"expires_at\": " + value + "}");
    String names = "expires_in_name: expires_at\ntoken_expiry_date_format: \"" + format + "\"\n";
    try (Stub stub = server(given)) {
      Source source = open(REFRESH + names, stub, CONFIG);
      read(source);
      time.pass(Duration.ofMinutes(119));
      read(source);
      assertThat(tokenRequests(stub)).hasSize(1);
      time.pass(Duration.ofMinutes(1));
      read(source);
      assertThat(tokenRequests(stub)).hasSize(2);
    }
  }

  @Test
  void aFirstTokenIsUsedUntilItsDate() {
    String first = "access_token_value: first-token\ntoken_expiry_date: \"{{ config.until }}\"\n";
    String config = CONFIG.replace("}", ", \"until\": \"2026-01-01T01:00:00Z\"}");
    try (Stub stub = server(tokens("token-1"))) {
      Source source = open(REFRESH + first, stub, config);
      read(source);
      time.pass(Duration.ofHours(1));
      read(source);
      assertThat(shown(stub)).containsExactly("Bearer first-token", "Bearer token-1");
    }
  }

  @Test
  void aFirstTokenWithoutADateIsRenewedAtOnce() {
    try (Stub stub = server(tokens("token-1"))) {
      read(open(REFRESH + "access_token_value: first-token", stub, CONFIG));
      assertThat(shown(stub)).containsExactly("Bearer token-1");
    }
  }

  @Test
  void namesAreFoundWhereverTheyAre() {
    String names = "access_token_name: token\nexpires_in_name: ttl\n";
    String answer =
        "{\"a\": [1, {\"token\": null}], \"b\": {\"c\": [{\"token\": \"token-1\", \"ttl\": 60}]},"
            + " \"z\": {\"token\": \"other\"}}";
    try (Stub stub = server(Stub.json(answer))) {
      Source source = open(REFRESH + names, stub, CONFIG);
      read(source);
      assertThat(shown(stub)).containsExactly("Bearer token-1");
      time.pass(Duration.ofMinutes(1));
      read(source);
      assertThat(tokenRequests(stub)).hasSize(2);
    }
  }

  @Test
  void namesFurtherDownAreNotFound() {
    String deep = "{\"1\":{\"2\":{\"3\":{\"4\":{\"5\":{\"6\":{\"access_token\":\"t0ken-1\"}}}}}}}";
    assertThat(failure(Stub.json(deep)))
        .hasMessage(
            "stream items: POST https://auth.example.com/token: no access token came (HTTP 200):"
                + " the answer has no 'access_token'");
  }

  @Test
  void aRefusedRefreshTokenAsksForANewAuthorization() {
    Problem problem =
        failure(
            Stub.status(
                400,
                "{\"error\": \"invalid_grant\", \"error_description\": \"refresh-0 is revoked\"}"));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
    assertThat(problem)
        .hasMessage(
            "stream items: POST https://auth.example.com/token: the authorization has ended (HTTP"
                + " 400: invalid_grant, **** is revoked). Authorize this source anew and put the"
                + " new refresh token into its config");
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_client, CREDENTIALS, the token server refuses the credentials (HTTP 401:"
        + " invalid_client)",
    "400, invalid_client, CREDENTIALS, the token server refuses the credentials (HTTP 400:"
        + " invalid_client)",
    "400, invalid_scope, SOURCE, no access token came (HTTP 400: invalid_scope)",
    "404, '', SOURCE, no access token came (HTTP 404)",
    "200, bad_refresh_token, SOURCE, no access token came (HTTP 200): the answer has no"
        + " 'access_token': bad_refresh_token"
  })
  void otherRefusalsAreToldAsTheyAre(int status, String error, Problem.Kind kind, String says) {
    Problem problem = failure(Stub.status(status, "{\"error\": \"" + error + "\"}"));
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem).hasMessageEndingWith(says);
  }

  @Test
  void whatARefusalLooksLikeMayBeSaid() {
    String rule =
        """
        refresh_token_error_status_codes: [403]
        refresh_token_error_key: code
        refresh_token_error_values: [expired]
        """;
    assertThat(failure(REFRESH + rule, Stub.status(403, "{\"code\": \"expired\"}")))
        .hasMessageContaining("Authorize this source anew");
    assertThat(failure(REFRESH + rule, Stub.status(400, "{\"error\": \"invalid_grant\"}")))
        .hasMessageContaining("the token server refuses the credentials");
  }

  @Test
  void aBodyThatIsNoJsonIsNotQuoted() {
    assertThat(failure(Stub.html("access_token=t0ken-1")))
        .hasMessageEndingWith("no access token came (HTTP 200): the answer is not JSON");
  }

  private Problem failure(Given answer) {
    return failure(REFRESH, answer);
  }

  private Problem failure(String authenticator, Given answer) {
    try (Stub stub = server(answer)) {
      Problem problem =
          catchThrowableOfType(Problem.class, () -> read(open(authenticator, stub, CONFIG)));
      assertThat(tokenRequests(stub)).hasSize(1);
      assertThat(shown(stub)).isEmpty();
      return problem;
    }
  }

  @Test
  void aBusyTokenServerIsAskedForFiveMinutes() {
    try (Stub stub = server(Stub.status(503, ""))) {
      assertThatThrownBy(() -> read(open(REFRESH, stub, CONFIG)))
          .hasMessageEndingWith("HTTP 503 (10 attempts)");
      assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(5));
    }
  }

  @Test
  void aTokenServerThatRecoversIsAskedAgain() {
    Given later = Stub.status(429, "").with("Retry-After", "7");
    try (Stub stub = server(Stub.status(500, ""), later, tokens("token-1"))) {
      read(open(REFRESH, stub, CONFIG));
      assertThat(shown(stub)).containsExactly("Bearer token-1");
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(8));
    }
  }

  @Test
  void tokensAreMaskedAtOnce() {
    try (Stub stub = server(tokens("very-secret-token"))) {
      read(open(REFRESH, stub, CONFIG));
      assertThat(Masking.mask("got very-secret-token")).isEqualTo("got ****");
    }
  }

  @Test
  void allStreamsOfAnAccountHaveOneToken() throws Exception {
    AtomicInteger given = new AtomicInteger();
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/auth/token")
                    ? tokens("token-" + given.incrementAndGet())
                    : Stub.json("{\"data\": []}"))) {
      ExecutorService workers = Executors.newFixedThreadPool(8);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String parameters = "$parameters: {name: stream-" + i + "}\n";
        Source source = open(REFRESH + parameters, stub, CONFIG);
        all.add(workers.submit(() -> read(source)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      workers.shutdown();
      assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThat(tokenRequests(stub)).hasSize(1);
      assertThat(shown(stub)).hasSize(24).containsOnly("Bearer token-1");
    }
  }

  @Test
  void aRefusedAuthorizationIsNotTriedByEverySlice() {
    try (Stub stub = server(Stub.status(400, "{\"error\": \"invalid_grant\"}"))) {
      Source source = open(REFRESH, stub, CONFIG);
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> read(source)).hasMessageContaining("the authorization has ended");
      }
      assertThat(tokenRequests(stub)).hasSize(1);
      time.pass(Duration.ofSeconds(61));
      assertThatThrownBy(() -> read(source)).hasMessageContaining("the authorization has ended");
      assertThat(tokenRequests(stub)).hasSize(2);
    }
  }

  @Test
  void anErrorHandlerMayAskForAFreshToken() {
    String handler =
        """
        error_handler:
          type: DefaultErrorHandler
          response_filters:
            - {type: HttpResponseFilter, http_codes: [401], action: REFRESH_TOKEN_THEN_RETRY}
        """;
    String manifest =
        Manifests.requester(
            "url_base: https://api.example.com\nauthenticator:\n  type: OAuthAuthenticator\n"
                + REFRESH.indent(2)
                + handler);
    AtomicInteger given = new AtomicInteger();
    try (Stub stub =
        Stub.answering(
            asked -> {
              if (asked.path().equals("/auth/token")) {
                return tokens("token-" + given.incrementAndGet());
              }
              boolean isOld = asked.headers().get("Authorization").equals("Bearer token-1");
              return isOld ? Stub.status(401, "{}") : Stub.json("{\"data\": [{\"id\": 1}]}");
            })) {
      JsonObject config = Json.parseObject(CONFIG);
      Source source = OpenedManifest.of("test", manifest, config, network(stub), time).source();
      assertThat(Readings.records(source, "items")).hasSize(1);
      assertThat(shown(stub)).containsExactly("Bearer token-1", "Bearer token-2");
      assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
    }
  }

  @Test
  void aTokenThatIsRefusedBeforeItsTimeIsReplacedOnce() {
    AtomicInteger given = new AtomicInteger();
    AtomicReference<String> good = new AtomicReference<>("Bearer token-1");
    try (Stub stub =
        Stub.answering(
            asked -> {
              if (asked.path().equals("/auth/token")) {
                return tokens("token-" + given.incrementAndGet());
              }
              boolean isGood = asked.headers().get("Authorization").equals(good.get());
              return isGood ? Stub.json("{\"data\": []}") : Stub.status(401, "{}");
            })) {
      Source source = open(REFRESH, stub, CONFIG);
      read(source);
      good.set("Bearer token-2");
      time.pass(Duration.ofMinutes(2));
      read(source);
      assertThat(shown(stub)).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
      good.set("none");
      assertThatThrownBy(() -> read(source)).hasMessageContaining("the credentials are refused");
      time.pass(Duration.ofMinutes(2));
      assertThatThrownBy(() -> read(source)).hasMessageContaining("(2 attempts)");
      assertThat(tokenRequests(stub)).hasSize(3);
    }
  }

  @Test
  void anExpiredTokenIsRenewedBetweenTheTriesOfOneRequest() {
    AtomicInteger calls = new AtomicInteger();
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/auth/token")
                    ? Stub.json(
                        "{\"access_token\": \"token-"
                            + calls.incrementAndGet()
                            + "\", \"expires_in\": 1}")
                    : calls.get() < 3 ? Stub.status(503, "") : Stub.json("{\"data\": []}"))) {
      read(open(REFRESH, stub, CONFIG));
      assertThat(shown(stub)).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-3");
    }
  }

  @Test
  void whatIsMissingInAManifestIsSaid() {
    assertThatThrownBy(() -> Manifests.open(manifest(""), "{}"))
        .hasMessageContaining("authenticator.token_refresh_endpoint (line")
        .hasMessageContaining("authenticator.client_id (line")
        .hasMessageContaining("authenticator.client_secret (line")
        .hasMessageContaining("authenticator.refresh_token (line");
    assertThatThrownBy(() -> Manifests.open(manifest(CLIENT + "use_profile_assertion: true"), "{}"))
        .hasMessageContaining("authenticator.profile_assertion (line");
  }

  @ParameterizedTest
  @CsvSource({
    "id, client_id came out empty",
    "refresh_endpoint, token_refresh_endpoint came out empty",
    "until, token_expiry_date is no date and time: 'soon'"
  })
  void whatIsMissingInAConfigIsSaid(String field, String says) {
    String authenticator =
        REFRESH.replace("https://auth.example.com/token", "\"{{ config.refresh_endpoint }}\"")
            + "token_expiry_date: \"{{ config.until }}\"";
    JsonObject config = Json.parseObject(CONFIG);
    config.put("refresh_endpoint", "https://auth.example.com/token");
    config.put(field, field.equals("until") ? "soon" : "");
    try (Stub stub = server()) {
      Problem problem =
          catchThrowableOfType(
              Problem.class, () -> read(open(authenticator, stub, config.toString())));
      assertThat(problem).hasMessageContaining(says);
      assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFIG);
    }
  }
}
