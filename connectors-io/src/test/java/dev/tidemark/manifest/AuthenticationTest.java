package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.http.FakeTime;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AuthenticationTest {
  private static Stub.Asked sent(String authenticator, String config) {
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      Manifests.read(manifest(authenticator), stub, config);
      return stub.requests().get(0);
    }
  }

  private static String manifest(String authenticator) {
    return Manifests.requester(
        "url_base: https://api.example.com\nauthenticator: " + authenticator);
  }

  @Test
  void bearerTokensAreReadAsLiteralsFirst() {
    String bearer = "{type: BearerAuthenticator, api_token: \"{{ config.key }}\"}";
    assertThat(sent(bearer, "{\"key\":\"abc\"}").headers())
        .containsEntry("Authorization", "Bearer abc");
    assertThat(sent(bearer, "{\"key\":\"12e3\"}").headers())
        .containsEntry("Authorization", "Bearer 12000.0");
    assertThat(sent(bearer, "{\"key\":\"1234\"}").headers())
        .containsEntry("Authorization", "Bearer 1234");
  }

  @Test
  void apiKeysGoWhereTheManifestSays() {
    String key =
        "{type: ApiKeyAuthenticator, api_token: \"{{ config.key }}\", inject_into: {type:"
            + " RequestOption, inject_into: %s, field_name: k}}";
    assertThat(sent(key.formatted("header"), "{\"key\":\"abc\"}").headers())
        .containsEntry("k", "abc");
    assertThat(sent(key.formatted("request_parameter"), "{\"key\":\"a b\"}").query())
        .isEqualTo("k=a+b");
    assertThat(sent(key.formatted("body_json"), "{\"key\":\"abc\"}").body())
        .isEqualTo("{\"k\":\"abc\"}");
    assertThat(sent(key.formatted("body_data"), "{\"key\":\"abc\"}").body()).isEqualTo("k=abc");
    String legacy =
        "{type: ApiKeyAuthenticator, api_token: \"{{ config.key }}\", header: \"{{ config.h }}\"}";
    assertThat(sent(legacy, "{\"key\":\"abc\",\"h\":\"X-H\"}").headers())
        .containsEntry("X-H", "abc");
  }

  @Test
  void basicCredentialsAreEncodedTogether() {
    String basic =
        "{type: BasicHttpAuthenticator, username: \"{{ config.u }}\", password: \"{{ config.p"
            + " }}\"}";
    assertThat(sent(basic, "{\"u\":\"token\",\"p\":\"ü\"}").headers())
        .containsEntry("Authorization", "Basic dG9rZW46w7w=");
    assertThat(sent("{type: BasicHttpAuthenticator, username: token}", "{}").headers())
        .containsEntry("Authorization", "Basic dG9rZW46");
  }

  @Test
  void theConfigSelectsAnAuthenticator() {
    String selective =
        """

            type: SelectiveAuthenticator
            authenticator_selection_path: [auth, kind]
            authenticators:
              none: {type: NoAuth}
              key: {type: BearerAuthenticator, api_token: abc}
        """;
    assertThat(sent(selective, "{\"auth\":{\"kind\":\"key\"}}").headers())
        .containsEntry("Authorization", "Bearer abc");
    assertThat(sent(selective, "{\"auth\":{\"kind\":\"none\"}}").headers())
        .doesNotContainKey("Authorization");
    assertThatThrownBy(() -> Manifests.open(manifest(selective), "{\"auth\":{\"kind\":\"kee\"}}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(
            "the config's 'auth.kind' is 'kee'; one of none, key is expected. Did you mean 'key'?");
  }

  @Test
  void refusedCredentialsAreToldWithTheApisWordsButWithoutTheSecret() {
    String bearer = "{type: BearerAuthenticator, api_token: \"{{ config.key }}-made\"}";
    try (Stub stub =
        Stub.inTurn(Stub.status(401, "{\"error\":{\"message\":\"no key s3cr3t-made\"}}"))) {
      Problem problem =
          catchThrowableOfType(
              Problem.class, () -> Manifests.read(manifest(bearer), stub, "{\"key\":\"s3cr3t\"}"));
      assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
      assertThat(problem)
          .hasMessage(
              "stream items: GET https://api.example.com: the credentials are refused (HTTP 401):"
                  + " no key ****");
      assertThat(stub.requests()).hasSize(1);
    }
  }

  private static final String SLICED =
      """
      retriever:
        type: SimpleRetriever
        record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
        partition_router: {type: ListPartitionRouter, values: [a, b, c, d, e, f], cursor_field: part}
        requester:
          type: HttpRequester
          url_base: https://api.example.com
          path: "{{ stream_slice.part }}"
          authenticator: %s
      """;

  /** Reads every slice, whatever becomes of the others; how many failed. */
  private static int failures(Source source) {
    StreamReader reader = source.reader("items");
    int failures = 0;
    for (Slice slice : Readings.slices(reader, Tidemark.NONE, Instant.now())) {
      Problem problem =
          catchThrowableOfType(Problem.class, () -> reader.read(slice, PagePosition.FIRST));
      if (problem != null) {
        assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
        assertThat(problem).hasMessageContaining("the credentials are refused (HTTP 401)");
        failures++;
      }
    }
    return failures;
  }

  @Test
  void afterARefusalTheOtherSlicesDoNotAskInVain() {
    String bearer = "{type: BearerAuthenticator, api_token: abc}";
    FakeTime time = new FakeTime();
    AtomicBoolean refuses = new AtomicBoolean(true);
    try (Stub stub =
        Stub.answering(
            asked -> refuses.get() ? Stub.status(401, "{}") : Stub.json("{\"data\": []}"))) {
      Source source = opened(bearer, stub, time);
      assertThat(failures(source)).isEqualTo(6);
      assertThat(stub.requests()).hasSize(1);
      refuses.set(false);
      assertThat(failures(source)).isEqualTo(6);
      time.pass(Duration.ofSeconds(61));
      assertThat(failures(source)).isZero();
    }
  }

  @Test
  void aPartThatIsClosedDoesNotCloseTheOthers() {
    String bearer = "{type: BearerAuthenticator, api_token: abc}";
    try (Stub stub =
        Stub.answering(
            asked ->
                asked.path().matches("/[bcd]")
                    ? Stub.status(401, "{}")
                    : Stub.json("{\"data\": []}"))) {
      assertThat(failures(opened(bearer, stub, new FakeTime()))).isEqualTo(3);
      assertThat(stub.requests()).hasSize(6);
    }
  }

  @Test
  void aNewTokenHasItsChance() {
    String oauth =
        "{type: OAuthAuthenticator, token_refresh_endpoint: \"https://api.example.com/token\","
            + " grant_type: client_credentials, client_id: x, client_secret: y}";
    AtomicInteger tokens = new AtomicInteger();
    FakeTime time = new FakeTime();
    try (Stub stub =
        Stub.answering(
            asked -> {
              if (asked.path().equals("/token")) {
                int token = tokens.incrementAndGet();
                return Stub.json("{\"access_token\": \"t" + token + "\", \"expires_in\": 20}");
              }
              boolean isGood = asked.headers().get("Authorization").equals("Bearer t2");
              return isGood ? Stub.json("{\"data\": []}") : Stub.status(401, "{}");
            })) {
      Source source = opened(oauth, stub, time);
      assertThat(failures(source)).isEqualTo(6);
      time.pass(Duration.ofSeconds(21));
      assertThat(failures(source)).isZero();
      assertThat(stub.requests()).hasSize(1 + 1 + 1 + 6);
    }
  }

  private static Source opened(String authenticator, Stub stub, FakeTime time) {
    return OpenedManifest.of(
            "test",
            Manifests.stream(SLICED.formatted(authenticator)),
            new JsonObject(),
            Network.DIRECT.withRoutes(Map.of("api.example.com", stub.url())),
            time)
        .source();
  }

  @Test
  void keysInUrlsDoNotAppearInMessages() {
    String key =
        "{type: ApiKeyAuthenticator, api_token: \"{{ config.key }}\", inject_into: {type:"
            + " RequestOption, inject_into: request_parameter, field_name: k}}";
    try (Stub stub = Stub.inTurn(Stub.status(404, "{}"))) {
      assertThatThrownBy(() -> Manifests.read(manifest(key), stub, "{\"key\":\"in the url\"}"))
          .hasMessageContaining(
              "GET https://api.example.com?k=****: there is nothing at this address (HTTP 404)");
    }
  }
}
