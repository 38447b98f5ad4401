package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the conformance cases can't show: they don't know where their server is. */
final class NextUrlTest {
  private static final String BY_PATH =
      Manifests.retriever(
          """
          paginator:
            type: DefaultPaginator
            page_size_option: {inject_into: request_parameter, field_name: limit}
            page_token_option: {type: RequestPath}
            pagination_strategy: {type: CursorPagination, page_size: 100, cursor_value: "{{ response.next }}"}
          """);

  @Test
  void aNextUrlThatTheRoutedServerMadeOfItsOwnAddressGoesTheSameRoute() {
    try (Stub stub =
        Stub.answering(
            asked ->
                Stub.json(
                    asked.path().equals("/two")
                        ? "{\"data\":[{\"id\":2}]}"
                        : "{\"data\":[{\"id\":1}],\"next\":\"http://"
                            + asked.headers().get("Host")
                            + "/two?a=1\"}"))) {
      assertThat(Manifests.read(BY_PATH, stub)).hasSize(2);
      assertThat(stub.uris()).containsExactly("/api/items?limit=100", "/two?a=1&limit=100");
    }
  }
}
