package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.source.StreamReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartitionTest {
  static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

  static List<String> partitions(String manifest, Stub stub) {
    return partitions(manifest, stub, "{}");
  }

  static List<String> partitions(String manifest, Stub stub, String config) {
    StreamReader reader = Manifests.open(manifest, stub, config).reader("items");
    return Readings.slices(reader, Tidemark.NONE, NOW).stream()
        .map(slice -> slice.partition().key())
        .toList();
  }

  static String routed(String routers) {
    return Manifests.retriever("partition_router:\n" + routers.indent(2));
  }

  /** A parent stream whose records are at its own name. */
  static String parent(String name, String more) {
    return "{name: %s, retriever: {requester: {url_base: \"https://api.example.com\", path: \"%s\"}, record_selector: {extractor: {field_path: []}}%s}}"
        .formatted(name, name, more);
  }

  static String substream(String key, String field, String parent, String more) {
    return """
    type: SubstreamPartitionRouter
    parent_stream_configs:
      - parent_key: %s
        partition_field: %s
        stream: %s
    """
            .formatted(key, field, parent)
        + more.indent(4);
  }

  @Test
  void listedValuesAreParts() {
    try (Stub stub = Stub.inTurn("{}")) {
      assertThat(
              partitions(
                  routed("{type: ListPartitionRouter, cursor_field: kind, values: [a, 5]}"), stub))
          .containsExactly("{\"kind\":\"a\"}", "{\"kind\":5}");
      String template =
          "{type: ListPartitionRouter, cursor_field: \"{{ config.field }}\", values: \"{{"
              + " config.kinds }}\"}";
      assertThat(partitions(routed(template), stub, "{\"field\":\"k\",\"kinds\":[\"x\",\"y\"]}"))
          .containsExactly("{\"k\":\"x\"}", "{\"k\":\"y\"}");
      assertThat(partitions(routed(template), stub, "{\"field\":\"k\",\"kinds\":\"xy\"}"))
          .containsExactly("{\"k\":\"x\"}", "{\"k\":\"y\"}");
      assertThat(stub.requests()).isEmpty();
    }
  }

  @Test
  void listedValuesGoIntoRequests() {
    String router =
        "{type: ListPartitionRouter, cursor_field: kind, values: [a, 0], request_option:"
            + " {inject_into: request_parameter, field_name: k}}";
    try (Stub stub = Stub.inTurn("{}")) {
      Manifests.read(
          routed(router).replace("path: items", "path: \"items/{{ stream_partition.kind }}\""),
          stub);
      assertThat(stub.uris()).containsExactly("/api/items/a?k=a", "/api/items/0");
    }
  }

  @Test
  void parentRecordsAreParts() {
    String router =
        substream(
            "id",
            "parent_id",
            parent("parents", ""),
            "request_option: {inject_into: request_parameter, field_name: p}");
    try (Stub stub =
        Stub.answering(
            asked ->
                Stub.json(
                    asked.path().equals("/parents")
                        ? "[{\"id\":1},{\"id\":null},{\"x\":3}]"
                        : "{\"data\":[{\"of\":\"" + asked.query() + "\"}]}"))) {
      assertThat(partitions(routed(router), stub))
          .containsExactly(
              "{\"parent_id\":1,\"parent_slice\":{}}", "{\"parent_id\":null,\"parent_slice\":{}}");
      assertThat(Manifests.read(routed(router), stub))
          .containsExactly("{\"of\":\"p=1\"}", "{\"of\":\"\"}");
    }
  }

  @Test
  void aParentKeyIsAPathWithSlashesNotDots() { // T25
    try (Stub stub = Stub.inTurn("[{\"a.b\":1,\"a\":{\"b\":2}}]")) {
      assertThat(partitions(routed(substream("a.b", "p", parent("parents", ""), "")), stub))
          .containsExactly("{\"p\":1,\"parent_slice\":{}}");
      assertThat(partitions(routed(substream("a/b", "p", parent("parents", ""), "")), stub))
          .containsExactly("{\"p\":2,\"parent_slice\":{}}");
    }
  }

  @Test
  void grandparentsArePartOfTheIdentity() { // T33
    String tasks =
        parent(
                "tasks",
                ", partition_router: {type: SubstreamPartitionRouter, parent_stream_configs:"
                    + " [{parent_key: id, partition_field: project_id, stream: "
                    + parent("projects", "")
                    + "}]}")
            .replace("path: \"tasks\"", "path: \"projects/{{ stream_slice.project_id }}/tasks\"");
    String manifest =
        routed(substream("id", "task_id", tasks, ""))
            .replace(
                "path: items",
                "path: \"{{ stream_slice.parent_slice.project_id }}/{{ stream_slice.task_id }}\"");
    try (Stub stub =
        Stub.answering(
            asked ->
                Stub.json(
                    switch (asked.path()) {
                      case "/projects" -> "[{\"id\":7},{\"id\":8}]";
                      case "/projects/7/tasks" -> "[{\"id\":3},{\"id\":4}]";
                      case "/projects/8/tasks" -> "[]";
                      default -> "{\"data\":[{\"path\":\"" + asked.path() + "\"}]}";
                    }))) {
      assertThat(partitions(manifest, stub))
          .containsExactly(
              "{\"parent_slice\":{\"parent_slice\":{},\"project_id\":7},\"task_id\":3}",
              "{\"parent_slice\":{\"parent_slice\":{},\"project_id\":7},\"task_id\":4}");
      assertThat(stub.uris())
          .containsExactly("/projects", "/projects/7/tasks", "/projects/8/tasks");
      assertThat(Manifests.read(manifest, stub))
          .containsExactly("{\"path\":\"/api/7/3\"}", "{\"path\":\"/api/7/4\"}");
    }
  }

  @Test
  void extraFieldsAreThereForTemplatesButNoPartOfTheIdentity() {
    String router =
        substream("id", "p", parent("parents", ""), "extra_fields: [[name], [a, b], [gone]]");
    String manifest =
        routed(router)
            .replace(
                "path: items",
                "path: \"{{ name }}/{{ stream_slice.extra_fields['a.b'] }}/{{"
                    + " stream_slice.extra_fields.gone }}\"");
    try (Stub stub = Stub.inTurn("[{\"id\":1,\"name\":\"n\",\"a\":{\"b\":2}}]", "{\"data\":[]}")) {
      assertThat(partitions(manifest, stub)).containsExactly("{\"p\":1,\"parent_slice\":{}}");
    }
    try (Stub stub = Stub.inTurn("[{\"id\":1,\"name\":\"n\",\"a\":{\"b\":2}}]", "{\"data\":[]}")) {
      Manifests.read(manifest, stub);
      assertThat(stub.uris()).containsExactly("/parents", "/api/n/2/None");
    }
  }

  @Test
  void severalParentsFollowOneAnother() {
    String router =
        """
        type: SubstreamPartitionRouter
        parent_stream_configs:
          - {parent_key: id, partition_field: a, stream: %s}
          - {parent_key: id, partition_field: b, stream: %s}
        """
            .formatted(parent("as", ""), parent("bs", ""));
    try (Stub stub = Stub.inTurn("[{\"id\":1}]", "[{\"id\":2}]")) {
      assertThat(partitions(routed(router), stub))
          .containsExactly("{\"a\":1,\"parent_slice\":{}}", "{\"b\":2,\"parent_slice\":{}}");
    }
  }

  @Test
  void ofSeveralRoutersTheLastGoesRoundFastest() {
    String routers =
        """
        - {type: ListPartitionRouter, cursor_field: a, values: [1, 2], request_option: {inject_into: request_parameter, field_name: x}}
        - {type: ListPartitionRouter, cursor_field: b, values: [3, 4], request_option: {inject_into: request_parameter, field_name: x}}
        """;
    try (Stub stub = Stub.inTurn("{}")) {
      assertThat(partitions(routed(routers), stub))
          .containsExactly(
              "{\"a\":1,\"b\":3}", "{\"a\":1,\"b\":4}", "{\"a\":2,\"b\":3}", "{\"a\":2,\"b\":4}");
      Manifests.read(routed(routers), stub);
      assertThat(stub.queries()).containsExactly("x=1", "x=1", "x=2", "x=2");
    }
  }

  @Test
  void parentsMayBeMultipliedWithListsOnBothSides() {
    String list = "{type: ListPartitionRouter, cursor_field: l, values: [1, 2]}";
    String parents =
        "{type: SubstreamPartitionRouter, parent_stream_configs: [{parent_key: id, partition_field:"
            + " p, stream: "
            + parent("parents", "")
            + "}]}";
    try (Stub stub = Stub.inTurn("[{\"id\":\"x\"},{\"id\":\"y\"}]")) {
      assertThat(partitions(routed("[" + parents + ", " + list + "]"), stub))
          .containsExactly(
              "{\"l\":1,\"p\":\"x\",\"parent_slice\":{}}",
              "{\"l\":2,\"p\":\"x\",\"parent_slice\":{}}",
              "{\"l\":1,\"p\":\"y\",\"parent_slice\":{}}",
              "{\"l\":2,\"p\":\"y\",\"parent_slice\":{}}");
      assertThat(stub.requests()).hasSize(1);
      assertThat(partitions(routed("[" + list + ", " + parents + "]"), stub))
          .containsExactly(
              "{\"l\":1,\"p\":\"x\",\"parent_slice\":{}}",
              "{\"l\":1,\"p\":\"y\",\"parent_slice\":{}}",
              "{\"l\":2,\"p\":\"x\",\"parent_slice\":{}}",
              "{\"l\":2,\"p\":\"y\",\"parent_slice\":{}}");
    }
  }

  @Test
  void theFirstRoutersValueWinsWhereNamesClash() {
    String one =
        "{type: SubstreamPartitionRouter, parent_stream_configs: [{parent_key: id, partition_field:"
            + " p, stream: "
            + parent("parents", "")
            + "}]}";
    String two = "{type: ListPartitionRouter, cursor_field: p, values: [9]}";
    try (Stub stub = Stub.inTurn("[{\"id\":1}]")) {
      assertThat(partitions(routed("[" + one + ", " + two + "]"), stub))
          .containsExactly("{\"p\":1,\"parent_slice\":{}}");
    }
  }

  @Test
  void parentsAreFilteredAndTransformed() {
    String filtered =
        "{name: ps, transformations: [{type: AddFields, fields: [{path: [key], value: \"k{{"
            + " record.id }}\"}]}], retriever: {requester: {url_base: \"https://api.example.com\"},"
            + " record_selector: {extractor: {field_path: []}, record_filter: {condition: \"{{"
            + " record.id > 1 }}\"}}}}";
    try (Stub stub = Stub.inTurn("[{\"id\":1},{\"id\":2}]")) {
      assertThat(partitions(routed(substream("key", "p", filtered, "")), stub))
          .containsExactly("{\"p\":\"k2\",\"parent_slice\":{}}");
    }
  }

  @Test
  void slicesOfAStreamWithoutPartsAreOne() {
    try (Stub stub = Stub.inTurn("{}")) {
      StreamReader reader = Manifests.open(Manifests.retriever(""), stub).reader("items");
      assertThat(Readings.slices(reader, Tidemark.NONE, NOW)).containsExactly(Slice.whole("items"));
    }
  }

  @Test
  void whatASliceAddsMayBeLeftToTheFirstPage() {
    String manifest =
        Manifests.retriever(
            """
            ignore_stream_slicer_parameters_on_paginated_requests: true
            partition_router: {type: ListPartitionRouter, cursor_field: k, values: [a], request_option: {inject_into: request_parameter, field_name: k}}
            paginator:
              type: DefaultPaginator
              page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
              pagination_strategy: {type: PageIncrement, page_size: 1}
            """);
    try (Stub stub = Stub.inTurn("{\"data\":[{\"a\":1}]}", "{\"data\":[]}")) {
      Manifests.read(manifest, stub);
      assertThat(stub.queries()).containsExactly("k=a", "page=1");
    }
  }
}
