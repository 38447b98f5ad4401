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
  void theWholeUrlMayStandInOneField() {
    try (Stub stub = Stub.inTurn(BODY)) {
      Manifests.read(
          Manifests.requester("url: 'https://api.example.com/{{ config.x }}'"),
          stub,
          "{\"x\":\"a\"}");
      assertThat(stub.uris()).containsExactly("/a");
    }
  }

  @Test
  void schemesThatCantBeSentAreProblems() {
    assertThatThrownBy(() -> sent("path: 'ftp:x'"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'ftp:x' is not an http or https URL");
  }

  @Test
  void parametersKeepTheTextOfWhatIsNeitherTextNorList() { // T3
    String lines =
        """
        request_parameters:
          number: "{{ 5 }}"
          none: "{{ config.get('team') }}"
          missing: "{{ config['team'] }}"
          list: "{{ ['a', 'b c'] }}"
          map: "{{ {'a': 1} }}"
          flag: true
          plain: [1, 2]
          "{{ 'k' }}": ~
        """;
    assertThat(sent(lines).query())
        .isEqualTo(
            "number=5&none=None&list=a&list=b+c&map=%7B%27a%27%3A+1%7D&flag=True&plain=1&plain=2");
  }

  @Test
  void oneTemplateMayGiveAllParameters() {
    assertThat(
            sent("request_parameters: \"{{ {'a': 1, 'b': config.x} }}\"", "{\"x\":\"y\"}").query())
        .isEqualTo("a=1&b=y");
  }

  @Test
  void headersAreWrittenAsPythonWrites() { // T7
    Stub.Asked asked =
        sent(
            """
            request_headers:
              X-Number: "1.50"
              X-Map: '{"a": 1}'
              X-Text: '{"a": true}'
              X-None: "{{ config.get('x') }}"
            """);
    assertThat(asked.headers())
        .containsEntry("X-Number", "1.5")
        .containsEntry("X-Map", "{'a': 1}")
        .containsEntry("X-Text", "{\"a\": true}")
        .doesNotContainKey("X-None")
        .containsEntry("User-Agent", "tidemark");
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
  void bodiesGoWithGetToo() {
    assertThat(sent("request_body_json: {a: 1}").body()).isEqualTo("{\"a\":1}");
    assertThat(sent("request_body_json: {}").body()).isEmpty();
  }

  @Test
  void formsAreWrittenLikeParameters() {
    Stub.Asked asked =
        sent(
            "http_method: POST\n"
                + "request_body_data: {a: x y, n: \"{{ 5 }}\", l: \"{{ ['1', '2'] }}\"}");
    assertThat(asked.body()).isEqualTo("a=x+y&n=5&l=1&l=2");
    assertThat(asked.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
  }

  @Test
  void textsThatReadAsMapsBecomeForms() { // T7
    assertThat(sent("request_body_data: '{\"a\": 1}'").body()).isEqualTo("a=1");
    assertThat(sent("request_body_data: '{\"a\": true}'").body()).isEqualTo("{\"a\": true}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: RequestBodyJsonObject, value: {a: 1}} | {\"a\":1}",
        "{type: RequestBodyGraphQL, value: {query: q}} | {\"query\":\"q\"}",
        "{type: RequestBodyUrlEncodedForm, value: {a: 1}} | a=1",
        "{type: RequestBodyPlainText, value: hello} | hello",
      })
  void bodiesMayBeTyped(String body, String sent) {
    assertThat(sent("request_body: " + body).body()).isEqualTo(sent);
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

  @Test
  void jsonBodiesFromSeveralPlacesAreMergedDeeply() {
    String manifest =
        Manifests.retriever(
                """
                paginator:
                  type: DefaultPaginator
                  page_size_option: {inject_into: body_json, field_path: [page, size]}
                  pagination_strategy: {type: OffsetIncrement, page_size: 2}
                """)
            .replace("path: items", "path: items, request_body_json: {page: {sort: id}, same: 1}");
    try (Stub stub = Stub.inTurn(BODY)) {
      Manifests.read(manifest, stub);
      assertThat(stub.requests().get(0).body())
          .isEqualTo("{\"page\":{\"sort\":\"id\",\"size\":2},\"same\":1}");
    }
  }

  @Test
  void jsonAndFormTogetherAreAProblem() {
    String manifest =
        Manifests.retriever(
                """
                paginator:
                  type: DefaultPaginator
                  page_size_option: {inject_into: body_data, field_name: size}
                  pagination_strategy: {type: OffsetIncrement, page_size: 2}
                """)
            .replace("path: items", "path: items, request_body_json: {a: 1}");
    try (Stub stub = Stub.inTurn(BODY)) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("a JSON body and another one");
    }
  }
}
