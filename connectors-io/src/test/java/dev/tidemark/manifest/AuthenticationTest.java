package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.problem.Problem;
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
