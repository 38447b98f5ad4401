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

  @Test
  void aFirstTokenWithoutADateIsRenewedAtOnce() {
    try (Stub stub = server(tokens("token-1"))) {
      read(open(REFRESH + "access_token_value: first-token", stub, CONFIG));
      assertThat(shown(stub)).containsExactly("Bearer token-1");
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
