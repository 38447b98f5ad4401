package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestTest {
  private static final String BODY = "{\"data\":[{\"id\":1}]}";

  /** The request of a manifest whose requester has these lines beside its base. */
  private static Stub.Asked sent(String lines, String config) {
    try (Stub stub = Stub.inTurn(BODY)) {
      Manifests.read(
          Manifests.requester("url_base: https://api.example.com/api/v2\n" + lines), stub, config);
      return stub.requests().get(0);
    }
  }

  private static Stub.Asked sent(String lines) {
    return sent(lines, "{}");
  }

  @ParameterizedTest
  @CsvSource({ // T15
    "https://api.example.com/api/v2/, /users, /api/v2/users",
    "https://api.example.com/api/v2, users, /api/v2/users",
    "https://api.example.com/api/v2, ../users, /api/users",
    "https://api.example.com/api, ../../../users, /users",
    "https://api.example.com/api/v2?x=1, '', /api/v2?x=1",
    "https://api.example.com/a b, 'ü?q=a|b', /a%20b/%C3%BC?q=a%7Cb",
    "https://other.example.com/, https://api.example.com/y, /y",
  })
  void pathsAreJoinedAsRelativeReferences(String base, String path, String uri) {
    try (Stub stub = Stub.inTurn(BODY)) {
      Manifests.read(Manifests.requester("url_base: '" + base + "'\npath: '" + path + "'"), stub);
      assertThat(stub.uris()).containsExactly(uri);
    }
  }

  @Test
  void schemesThatCantBeSentAreProblems() {
    assertThatThrownBy(() -> sent("path: 'ftp:x'"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'ftp:x' is not an http or https URL");
  }

  @Test
  void headersThatCantBeSentAreProblemsThatDoNotQuoteThem() {
    assertThatThrownBy(() -> sent("request_headers: {X-Key: \"a{{ '\\n' }}b\"}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the header 'X-Key'; is there a line break in it?");
  }

  @Test
  void jsonBodiesAreEvaluatedAllTheWayDown() {
    Stub.Asked asked =
        sent(
            """
            http_method: POST
            request_body_json:
              n: "5"
              t: "true"
              f: "True"
              gone: "{{ config.get('x') }}"
              list: ["{{ config.get('x') }}", 1, {deep: "{{ config.y }}"}]
            """,
            "{\"y\":\"z\"}");
    assertThat(asked.body())
        .isEqualTo("{\"n\":5,\"t\":\"true\",\"f\":true,\"list\":[null,1,{\"deep\":\"z\"}]}");
    assertThat(asked.headers()).containsEntry("Content-Type", "application/json");
    assertThat(asked.method()).isEqualTo("POST");
  }

  @Test
  void textsThatReadAsMapsBecomeForms() { // T7
    assertThat(sent("request_body_data: '{\"a\": 1}'").body()).isEqualTo("a=1");
    assertThat(sent("request_body_data: '{\"a\": true}'").body()).isEqualTo("{\"a\": true}");
  }

  @Test
  void nothingOverridesSilently() { // T17
    String header =
        "request_headers: {Authorization: x}\n"
            + "authenticator: {type: BearerAuthenticator, api_token: t}";
    assertThatThrownBy(() -> sent(header))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(
            "the header 'Authorization' is set by the authenticator and elsewhere");
    String manifest =
        Manifests.retriever(
                """
                paginator:
                  type: DefaultPaginator
                  page_size_option: {inject_into: request_parameter, field_name: limit}
                  pagination_strategy: {type: OffsetIncrement, page_size: 2}
                """)
            .replace("path: items", "path: items, request_parameters: {limit: 5}");
    try (Stub stub = Stub.inTurn(BODY)) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the parameter 'limit' is set by the paginator and elsewhere");
    }
  }
}
