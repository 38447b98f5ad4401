package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.FakeTime;
import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.manifest.Stub.Asked;
import dev.tidemark.manifest.Stub.Given;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several tokens in turn, each as far as its quota goes. */
final class TokenPoolTest {
  private static final long START = FakeTime.START.getEpochSecond();
  private static final String UNRESERVED = "budget_min_reserve: 0\nbudget_reserve_fraction: 0\n";

  private final FakeTime time = new FakeTime();

  /** What the server counts, by token. */
  private final Map<String, Integer> remaining = new HashMap<>();

  private long reset = START + 3_600;

  private static String pool(String more) {
    return """
    type: RateLimitedMultipleTokenAuthenticator
    tokens: "{{ config.tokens }}"
    auth_method: token
    quota_status_source: {type: QuotaStatusSource, url: "https://api.example.com/limits"}
    quotas:
      - {type: TokenQuota, name: rest, remaining_path: [core, left], reset_path: [core, reset]%s}
    """
            .formatted(more.startsWith(",") ? more : "")
        + (more.startsWith(",") ? "" : more);
  }

  private Source open(String authenticator, Stub stub) {
    String manifest =
        Manifests.requester(
            "url_base: https://api.example.com/\npath: items\nauthenticator:\n"
                + authenticator.indent(2));
    return OpenedManifest.of(
            "test",
            manifest,
            Json.parseObject("{\"tokens\": \"one-token, two-token\"}"),
            Network.DIRECT.withRoutes(Map.of("api.example.com", stub.url())),
            time)
        .source();
  }

  private Given limits(Asked asked) {
    int left = remaining.getOrDefault(token(asked), 100);
    return Stub.json("{\"core\": {\"left\": " + left + ", \"reset\": " + reset + "}}");
  }

  private static String token(Asked asked) {
    return asked.headers().getOrDefault("Authorization", "none").replace("token ", "");
  }

  private Stub server() {
    return Stub.answering(
        asked -> asked.path().equals("/limits") ? limits(asked) : Stub.json("{\"data\": []}"));
  }

  private static void read(Source source, int times) {
    for (int i = 0; i < times; i++) {
      Readings.records(source, "items");
    }
  }

  private static List<String> shown(Stub stub) {
    return stub.requests().stream()
        .filter(asked -> asked.path().equals("/items"))
        .map(TokenPoolTest::token)
        .toList();
  }

  private static long statusRequests(Stub stub) {
    return stub.requests().stream().filter(asked -> asked.path().equals("/limits")).count();
  }

  @Test
  void oneTokenIsUsedUntilItsQuotaIsSpentThenTheNext() {
    remaining.put("one-token", 2);
    try (Stub stub = server()) {
      read(open(pool(UNRESERVED), stub), 4);
      assertThat(shown(stub)).containsExactly("one-token", "one-token", "two-token", "two-token");
      assertThat(statusRequests(stub)).isEqualTo(2);
      assertThat(time.elapsed()).isZero();
    }
  }

  @Test
  void whenAllAreSpentItWaitsForTheFirstReset() {
    remaining.put("one-token", 1);
    remaining.put("two-token", 0);
    reset = START + 600;
    try (Stub stub = server()) {
      Source source = open(pool(UNRESERVED), stub);
      read(source, 1);
      time.afterSleep(
          () -> {
            remaining.put("one-token", 0);
            remaining.put("two-token", 5);
            reset = START + 4_200;
          });
      read(source, 1);
      assertThat(shown(stub)).containsExactly("one-token", "two-token");
      assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(10));
      assertThat(statusRequests(stub)).isEqualTo(4);
    }
  }

  @Test
  void aWaitThatIsTooLongIsNotBegun() {
    remaining.putAll(Map.of("one-token", 0, "two-token", 0));
    try (Stub stub = server()) {
      Source source = open(pool(UNRESERVED + "max_wait_time: PT30M\n"), stub);
      assertThatThrownBy(() -> read(source, 1))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the quotas of all tokens are used up until 2026-01-01T01:00:00Z");
      assertThat(time.elapsed()).isZero();
    }
  }

  @Test
  void resetsThatAreOverDoNotMakeItAskWithoutAnEnd() {
    remaining.putAll(Map.of("one-token", 0, "two-token", 0));
    reset = START - 10;
    try (Stub stub = server()) {
      Source source = open(pool(UNRESERVED + "max_wait_time: PT1M\n"), stub);
      assertThatThrownBy(() -> read(source, 1)).hasMessageContaining("longer than max_wait_time");
      assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(1));
      assertThat(statusRequests(stub)).isEqualTo(2 + 2 * 12);
    }
  }

  @Test
  void theLastCallsAreSpreadOverTheTimeUntilTheReset() {
    remaining.putAll(Map.of("one-token", 5, "two-token", 6));
    reset = START + 20;
    try (Stub stub = server()) {
      read(open(pool(""), stub), 1);
      // Ten are left after this one.
      assertThat(time.sleeps()).contains(Duration.ofSeconds(2));
    }
  }

  @Test
  void headersOfAnswersCorrectTheCount() {
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/limits")
                    ? limits(asked)
                    : Stub.json("{\"data\": []}")
                        .with("X-Left", token(asked).equals("one-token") ? "0" : "7")
                        .with("X-Reset", "" + reset))) {
      read(open(pool(", remaining_header: X-Left, reset_header: X-Reset") + UNRESERVED, stub), 3);
      assertThat(shown(stub)).containsExactly("one-token", "two-token", "two-token");
    }
  }

  @Test
  void aTokenThatIsRefusedAsSpentIsReplacedWithoutAWait() {
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/limits")
                    ? limits(asked)
                    : token(asked).equals("one-token")
                        ? Stub.status(429, "{}").with("Retry-After", "3000")
                        : Stub.json("{\"data\": []}"))) {
      read(open(pool(", exhaustion_status_codes: [429]") + UNRESERVED, stub), 2);
      assertThat(shown(stub)).containsExactly("one-token", "two-token", "two-token");
      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(100));
    }
  }

  @Test
  void whereTheSourceDoesNotCountAllTokensHaveTheirTurn() {
    String source =
        pool(UNRESERVED).replace("limits\"", "limits\", unavailable_status_codes: [404]");
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/limits")
                    ? Stub.status(404, "{}")
                    : Stub.json("{\"data\": []}"))) {
      read(open(source, stub), 3);
      assertThat(shown(stub)).containsExactly("one-token", "two-token", "one-token");
    }
  }

  @Test
  void requestsOfDifferentKindsHaveDifferentQuotas() {
    String quotas =
        """
        type: RateLimitedMultipleTokenAuthenticator
        tokens: ["{{ config.tokens.split(',')[0] }}", two-token]
        header: X-Key
        auth_method: ""
        budget_min_reserve: 0
        budget_reserve_fraction: 0
        quota_status_source:
          {type: QuotaStatusSource, url: "https://api.example.com/limits", http_method: POST, request_headers: {A: b}}
        quotas:
          - type: TokenQuota
            name: search
            remaining_path: [search]
            reset_path: [until]
            matchers: [{type: HttpRequestRegexMatcher, url_path_pattern: ^/items}]
          - {type: TokenQuota, name: rest, remaining_path: [rest], reset_path: [until]}
        """;
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().equals("/limits")
                    ? Stub.json(
                        "{\"search\": %d, \"rest\": 0, \"until\": \"2026-01-01T01:00:00Z\"}"
                            .formatted(asked.headers().get("X-Key").equals("one-token") ? 1 : 9))
                    : Stub.json("{\"data\": []}"))) {
      read(open(quotas, stub), 2);
      assertThat(stub.requests().stream().map(asked -> asked.headers().get("X-Key")))
          .containsExactly("one-token", "two-token", "one-token", "two-token");
      assertThat(stub.requests().get(0).method()).isEqualTo("POST");
      assertThat(stub.requests().get(0).headers()).containsEntry("A", "b");
    }
  }

  @Test
  void refusedTokensAreNotAskedAboutByEverySlice() {
    try (Stub stub = Stub.inTurn(Stub.status(401, "{}"))) {
      Source source = open(pool(UNRESERVED), stub);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> read(source, 1))
            .hasMessageContaining(
                "GET https://api.example.com/limits: the credentials are refused");
      }
      assertThat(stub.requests()).hasSize(1);
    }
  }

  @Test
  void aStatusWithoutTheNumbersIsAnError() {
    try (Stub stub = Stub.inTurn("{\"core\": {\"left\": \"many\"}}")) {
      assertThatThrownBy(() -> read(open(pool(UNRESERVED), stub), 1))
          .hasMessageContaining("the quota status has no whole number at core.left");
    }
  }

  @Test
  void whatIsWrongInAManifestIsSaid() {
    String manifest =
        Manifests.requester(
            "url_base: https://h/\nauthenticator: {type: RateLimitedMultipleTokenAuthenticator,"
                + " quotas: [{type: TokenQuota}]}");
    assertThatThrownBy(() -> Manifests.open(manifest, "{}"))
        .hasMessageContaining("authenticator.tokens")
        .hasMessageContaining("authenticator.quota_status_source")
        .hasMessageContaining("authenticator.quotas[0].name")
        .hasMessageContaining("authenticator.quotas[0].remaining_path")
        .hasMessageContaining("authenticator.quotas[0].reset_path");
  }
}
