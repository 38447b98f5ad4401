package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DynamicStreamsTest {
  private static final String TABLES =
      """
      check: {type: CheckDynamicStream, stream_count: 1}
      streams:
        - {name: fixed, retriever: {requester: {url_base: "https://api.example.com", path: fixed}, record_selector: {extractor: {field_path: []}}}}
      dynamic_streams:
        - type: DynamicDeclarativeStream
          name: tables
          stream_template:
            name: ""
            retriever: {requester: {url_base: "https://api.example.com", path: ""}, record_selector: {extractor: {field_path: []}}}
            schema_loader:
              type: DynamicSchemaLoader
              retriever: {requester: {url_base: "https://api.example.com", path: schemas}, record_selector: {extractor: {field_path: [""]}}}
              schema_type_identifier: {schema_pointer: [fields], key_pointer: [key]}
          components_resolver:
            type: HttpComponentsResolver
            retriever: {requester: {url_base: "https://api.example.com", path: tables, error_handler: {max_retries: 0}}, record_selector: {extractor: {field_path: []}}}
            components_mapping:
              - {type: ComponentMappingDefinition, field_path: [name], value: "{{ components_values.name }}"}
              - {type: ComponentMappingDefinition, field_path: [retriever, requester, path], value: "{{ components_values.name }}"}
              - {type: ComponentMappingDefinition, field_path: [schema_loader, retriever, record_selector, extractor, field_path, "0"], value: "{{ components_values.name }}"}
      """;

  private static Stub.Given answer(Stub.Asked asked) {
    return switch (asked.path()) {
      case "/tables" -> Stub.json("[{\"name\":\"a\"},{\"name\":\"b\"}]");
      case "/schemas" ->
          Stub.json("{\"a\":{\"fields\":[{\"key\":\"x\"}]},\"b\":{\"fields\":[{\"key\":\"y\"}]}}");
      default -> Stub.json("[{\"id\":\"" + asked.path() + "\"}]");
    };
  }

  @Test
  void theSourceIsAskedOnceForStreamsAndSchemas() {
    try (Stub stub = Stub.answering(DynamicStreamsTest::answer)) {
      Source source = Manifests.open(TABLES, stub);
      assertThat(source.streams()).extracting(StreamSpec::name).containsExactly("fixed", "a", "b");
      assertThat(source.stream("b").schemaText()).contains("\"y\"").doesNotContain("\"x\"");
      assertThat(source.reader("b").spec()).isEqualTo(source.stream("b"));
      assertThat(Manifests.texts(Readings.records(source, "b"))).containsExactly("{\"id\":\"/b\"}");
      assertThat(stub.uris()).containsExactly("/tables", "/schemas", "/b");
    }
  }

  @Test
  void aWorkerAsksOnlyForWhatItReads() {
    try (Stub stub = Stub.answering(DynamicStreamsTest::answer)) {
      Source source = Manifests.open(TABLES, stub);
      Readings.records(source, "fixed");
      Readings.records(source, "a");
      Readings.records(source, "b");
      assertThat(stub.uris()).containsExactly("/fixed", "/tables", "/a", "/b");
    }
  }

  @Test
  void thatTheSourceFailedToAnswerIsNotRemembered() {
    try (Stub stub =
        Stub.inTurn(
            Stub.status(500, ""),
            Stub.json("[{\"name\":\"a\"}]"),
            Stub.json("{\"a\":{\"fields\":[]}}"))) {
      Source source = Manifests.open(TABLES, stub);
      assertThatThrownBy(source::streams).isInstanceOf(Problem.class);
      assertThat(source.streams()).hasSize(2);
    }
  }

  @Test
  void aStreamThatTheSourceDoesNotHaveIsAProblemWithAHint() {
    try (Stub stub = Stub.answering(DynamicStreamsTest::answer)) {
      Source source = Manifests.open(TABLES, stub);
      assertThatThrownBy(() -> source.reader("fixd"))
          .isInstanceOf(Problem.class)
          .hasMessage("there is no stream 'fixd'. Did you mean 'fixed'? Streams: fixed, a, b");
    }
  }

  @Test
  void whatIsWrongWithAGeneratedStreamIsTold() {
    String manifest =
        TABLES.replace(
            "- {type: ComponentMappingDefinition, field_path: [name]",
            "- {type: ComponentMappingDefinition, field_path: [retriever, record_selector, type],"
                + " value: \"{{ components_values.name }}\"}\n"
                + "        - {type: ComponentMappingDefinition, field_path: [name]");
    try (Stub stub = Stub.answering(DynamicStreamsTest::answer)) {
      assertThatThrownBy(() -> Manifests.open(manifest, stub).streams())
          .isInstanceOf(Problem.class)
          .hasMessageContaining(
              "dynamic_streams[0].stream_template.retriever.record_selector (line 9")
          .hasMessageContaining("'a' is not a record selector");
    }
  }

  @Test
  void aGeneratedStreamMayNotBeCalledAsAnotherOne() {
    try (Stub stub = Stub.inTurn("[{\"name\":\"fixed\"}]")) {
      assertThatThrownBy(() -> Manifests.open(TABLES, stub).streams())
          .isInstanceOf(Problem.class)
          .hasMessageContaining("there are two streams called 'fixed'");
    }
  }

  @Test
  void thousandsOfStreamsAreNoTrouble() {
    StringBuilder tables = new StringBuilder("[");
    for (int i = 0; i < 2_000; i++) {
      tables.append(i == 0 ? "" : ",").append("{\"name\":\"t").append(i).append("\"}");
    }
    String manifest =
        TABLES.replaceAll("(?s)      schema_loader:.*?key_pointer: \\[key\\]\\}\n", "");
    List<String> answers = List.of(tables + "]");
    try (Stub stub = Stub.inTurn(answers.get(0))) {
      String plain = manifest.replaceAll(".*schema_loader, retriever.*\n", "");
      assertThat(Manifests.open(plain, stub).streams()).hasSize(2_001);
    }
  }
}
