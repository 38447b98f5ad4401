package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;

final class CheckTest {
  @Test
  void sendsOneRequestAndReadsOnePage() {
    String manifest =
        Manifests.retriever(
            "paginator: {type: DefaultPaginator, pagination_strategy: {type: PageIncrement}}");
    try (Stub stub = Stub.inTurn("{\"data\":[{\"id\":1}]}")) {
      Manifests.open(manifest, stub).check();
      assertThat(stub.requests()).hasSize(1);
    }
  }

  @Test
  void isContentWithAPageWithoutRecords() {
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      Manifests.open(Manifests.retriever(""), stub).check();
    }
  }

  @Test
  void givesUpSoonerThanASync() {
    try (Stub stub = Stub.inTurn(Stub.status(500, ""))) {
      assertThatThrownBy(() -> Manifests.open(Manifests.retriever(""), stub).check())
          .isInstanceOf(Problem.class);
      assertThat(stub.requests()).hasSize(2);
    }
  }

  @Test
  void failsWhereThereIsNothingToRead() {
    String manifest =
        Manifests.retriever("")
            + "    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format:"
            + " '%Y', start_datetime: '2999'}\n";
    assertThatThrownBy(() -> Manifests.open(manifest, "{}").check())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("stream items: there is nothing to read");
  }

  @Test
  void looksForAParentThatHasChildren() {
    String manifest =
        Manifests.retriever(
            """
            partition_router:
              type: SubstreamPartitionRouter
              parent_stream_configs:
                - parent_key: id
                  partition_field: p
                  stream:
                    name: parents
                    retriever:
                      requester: {url_base: "https://api.example.com"}
                      record_selector: {extractor: {field_path: []}}
                      partition_router: {type: ListPartitionRouter, cursor_field: x, values: [1, 2, 3]}
            """);
    try (Stub stub = Stub.inTurn("[]", "[{\"id\":1}]", "{\"data\":[]}")) {
      Manifests.open(manifest, stub).check();
      assertThat(stub.requests()).hasSize(3);
    }
  }

  @Test
  void mayReplaceValuesOfTheConfig() {
    String manifest =
        Manifests.retriever("")
            .replace("path: items", "path: \"{{ config.path }}\"")
            .replace(
                "stream_names: [items]", "stream_names: [items], config_overrides: {path: small}");
    try (Stub stub = Stub.inTurn("{\"data\":[]}")) {
      Manifests.open(manifest, stub, "{\"path\":\"large\"}").check();
      Manifests.read(manifest, stub, "{\"path\":\"large\"}");
      assertThat(stub.uris()).containsExactly("/api/small", "/api/large");
    }
  }
}
