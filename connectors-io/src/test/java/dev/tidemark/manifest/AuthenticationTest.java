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
  private static String manifest(String authenticator) {
    return Manifests.requester(
        "url_base: https://api.example.com\nauthenticator: " + authenticator);
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
