package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.source.StreamReader;
import org.junit.jupiter.api.Test;

/** What the conformance cases can't show: they read a slice from its beginning. */
final class PagingTest {
  private static final String CURSOR =
      """
      paginator:
        type: DefaultPaginator
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
        pagination_strategy: {type: CursorPagination, cursor_value: "{{ response.next }}"}
      """;

  @Test
  void readingGoesOnFromAnyPositionInAnotherReader() {
    String manifest = Manifests.retriever(CURSOR);
    try (Stub stub =
        Stub.inTurn(
            "{\"data\":[{\"id\":1}],\"next\":\"a\"}",
            "{\"data\":[{\"id\":2}],\"next\":\"b\"}",
            "{\"data\":[{\"id\":3}]}")) {
      StreamReader first = Manifests.open(manifest, stub).reader("items");
      RecordBatch one = first.read(Slice.whole("items"), PagePosition.FIRST);
      StreamReader second = Manifests.open(manifest, stub).reader("items");
      RecordBatch two = second.read(Slice.whole("items"), one.following());
      assertThat(two.page()).isEqualTo(1);
      assertThat(two.following().index()).isEqualTo(2);
      assertThat(first.read(Slice.whole("items"), two.following()).isLast()).isTrue();
      assertThat(stub.queries()).containsExactly("", "page=a", "page=b");
    }
  }
}
