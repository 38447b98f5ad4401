package dev.tidemark.manifest;

import static dev.tidemark.manifest.PagingTest.page;
import static dev.tidemark.manifest.PagingTest.queries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;

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
  void parametersThatAreInTheNextUrlAreNotRepeated() { // T15, T16
    assertThat(queries(BY_PATH, page(0, 1, ",\"next\":\"/v2/items?p=2&limit=100\""), page(1, 1)))
        .containsExactly("limit=100", "p=2&limit=100");
    assertThat(
            queries(
                BY_PATH,
                page(0, 1, ",\"next\":\"https://api.example.com/x?limit=50\""),
                page(1, 1)))
        .containsExactly("limit=100", "limit=50&limit=100");
  }

  @Test
  void aNextUrlThatTheRoutedServerMadeOfItsOwnAddressGoesTheSameRoute() {
    try (Stub stub =
        Stub.answering(
            asked ->
                Stub.json(
                    asked.path().equals("/two")
                        ? page(1, 1)
                        : page(
                            0,
                            1,
                            ",\"next\":\"http://" + asked.headers().get("Host") + "/two?a=1\"")))) {
      assertThat(Manifests.read(BY_PATH, stub)).hasSize(2);
      assertThat(stub.uris()).containsExactly("/api/items?limit=100", "/two?a=1&limit=100");
    }
  }

  @Test
  void aNextUrlOnAnotherHostIsRefused() {
    try (Stub stub = Stub.inTurn(page(0, 1, ",\"next\":\"https://evil.example.org/items\""))) {
      assertThatThrownBy(() -> Manifests.read(BY_PATH, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(
              "the link to the next page leads away from https://api.example.com:443 to"
                  + " https://evil.example.org:443");
      assertThat(stub.requests()).hasSize(1);
    }
  }

  @Test
  void aNextUrlWithoutEncryptionIsAskedForWithIt() {
    assertThat(
            queries(BY_PATH, page(0, 1, ",\"next\":\"http://api.example.com/x?p=2\""), page(1, 1)))
        .containsExactly("limit=100", "p=2&limit=100");
  }
}
