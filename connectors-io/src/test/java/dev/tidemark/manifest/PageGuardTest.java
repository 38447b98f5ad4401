package dev.tidemark.manifest;

import static dev.tidemark.manifest.PagingTest.manifest;
import static dev.tidemark.manifest.PagingTest.page;
import static dev.tidemark.manifest.PagingTest.queries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;

final class PageGuardTest {
  @Test
  void aPageThatComesTwiceIsAskedForAgain() {
    assertThat(
            queries(
                manifest("{type: PageIncrement, page_size: 2}"),
                page(0, 2),
                page(0, 2),
                page(2, 1)))
        .containsExactly("", "page=1", "page=1");
  }

  @Test
  void aPageThatComesTwiceForGoodIsAProblem() {
    String manifest =
        manifest("{type: PageIncrement, page_size: 2}")
            .replace("path: items", "path: items, error_handler: {max_retries: 2}");
    try (Stub stub = Stub.inTurn(page(0, 2))) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(
              "stream items: GET https://api.example.com/api/items?page=1: the source gave the same"
                  + " page twice")
          .hasMessageContaining("(3 attempts)");
    }
  }

  @Test
  void equalPagesWithoutRecordsAreNoFault() {
    String manifest =
        manifest("{type: CursorPagination, cursor_value: \"{{ headers.get('x-next', '') }}\"}");
    try (Stub stub =
        Stub.inTurn(
            Stub.json(page(0, 0)).with("X-Next", "b"),
            Stub.json(page(0, 0)).with("X-Next", "c"),
            Stub.json(page(0, 0)))) {
      assertThat(Manifests.read(manifest, stub)).isEmpty();
      assertThat(stub.queries()).containsExactly("", "page=b", "page=c");
    }
  }

  @Test
  void aTokenThatComesTwiceIsAProblemForAStrictManifest() {
    String manifest =
        manifest("{type: CursorPagination, cursor_value: \"{{ response.next }}\"}")
                .replace("path: items", "path: items, error_handler: {max_retries: 1}")
            + "\ntidemark: {strict_paths: true}\n";
    try (Stub stub = Stub.inTurn(page(0, 1, ",\"next\":\"a\""), page(1, 1, ",\"next\":\"a\""))) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the same page token twice");
      assertThat(stub.requests()).hasSize(3);
    }
  }

  @Test
  void anApiMayScrollByOneToken() {
    String manifest = manifest("{type: CursorPagination, cursor_value: \"{{ response.next }}\"}");
    try (Stub stub =
        Stub.inTurn(page(0, 1, ",\"next\":\"a\""), page(1, 1, ",\"next\":\"a\""), page(2, 1))) {
      assertThat(Manifests.read(manifest, stub)).hasSize(3);
    }
  }
}
