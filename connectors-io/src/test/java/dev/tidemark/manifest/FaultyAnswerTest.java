package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.StreamReader;
import org.junit.jupiter.api.Test;

final class FaultyAnswerTest {
  private static final String MANIFEST =
      Manifests.retriever("")
          .replace("path: items", "path: items, error_handler: {max_retries: 2}");
  private static final Stub.Given GOOD = Stub.json("{\"data\":[{\"id\":1}]}");

  @Test
  void whatIsNotJsonIsAskedForAgain() {
    try (Stub stub =
        Stub.inTurn(
            Stub.html("<html>maintenance</html>"), Stub.json("{\"data\":[{\"id\":1},"), GOOD)) {
      assertThat(Manifests.read(MANIFEST, stub)).containsExactly("{\"id\":1}");
      assertThat(stub.requests()).hasSize(3);
    }
  }

  @Test
  void whatIsNotJsonForGoodIsAProblemThatSaysWhatWasFound() {
    try (Stub stub = Stub.inTurn(Stub.html("<html>\n  <body>maintenance</body></html>"))) {
      assertThatThrownBy(() -> Manifests.read(MANIFEST, stub))
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith(
              "stream items: GET https://api.example.com/api/items: the answer is not JSON (HTTP"
                  + " 200, text/html, starting: <html> <body>maintenance</body></html>): ")
          .hasMessageEndingWith("(3 attempts)");
      assertThat(stub.requests()).hasSize(3);
    }
  }

  @Test
  void anEmptyBodyIsNoEmptyPage() {
    try (Stub stub = Stub.inTurn("")) {
      assertThatThrownBy(() -> Manifests.read(MANIFEST, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("application/json, empty");
    }
  }

  @Test
  void noContentIsAnEmptyLastPage() {
    try (Stub stub = Stub.inTurn(Stub.status(204, ""))) {
      assertThat(Manifests.read(MANIFEST, stub)).isEmpty();
    }
  }

  @Test
  void ignoredAnswersAreEmptyLastPages() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "path: items",
                "path: items, error_handler: {response_filters: [{http_codes: [404], action:"
                    + " IGNORE}]}");
    try (Stub stub = Stub.inTurn(Stub.status(404, "<html>"))) {
      StreamReader reader = Manifests.open(manifest, stub).reader("items");
      RecordBatch page = reader.read(Slice.whole("items"), PagePosition.FIRST);
      assertThat(page.isLast()).isTrue();
      assertThat(page.records()).isEmpty();
    }
  }

  @Test
  void errorsOfTheServerAreRetriedAndCounted() {
    try (Stub stub = Stub.inTurn(Stub.status(500, ""), Stub.status(503, ""), GOOD)) {
      StreamReader reader = Manifests.open(MANIFEST, stub).reader("items");
      RecordBatch page = reader.read(Slice.whole("items"), PagePosition.FIRST);
      assertThat(page.records()).hasSize(1);
      assertThat(page.bytes()).isEqualTo(GOOD.body().length());
      assertThat(reader.stats().take()).extracting("requests", "retries").containsExactly(3L, 2L);
    }
  }

  @Test
  void problemsNameTheSlice() {
    String manifest =
        Manifests.retriever(
            "partition_router: {type: ListPartitionRouter, cursor_field: k, values: [a]}");
    try (Stub stub = Stub.inTurn(Stub.status(404, "{}"))) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .hasMessageStartingWith("stream items {\"k\":\"a\"}: GET ");
    }
  }

  @Test
  void problemsOfParentsNameBothStreams() {
    String manifest =
        Manifests.retriever(
            """
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - parent_key: id
                  partition_field: p
                  stream: {name: parents, retriever: {requester: {url_base: "https://api.example.com"}, record_selector: {extractor: {field_path: []}}}}
            """);
    try (Stub stub = Stub.inTurn(Stub.status(404, "{}"))) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .hasMessageStartingWith("stream items: stream parents: GET ");
    }
  }
}
