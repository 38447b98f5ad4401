package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;

final class CompileErrorsTest {
  private static String errors(String manifest) {
    return catchThrowableOfType(Problem.class, () -> Manifests.open(manifest, "{}")).getMessage();
  }

  @Test
  void allProblemsAreToldAtOnceWithTheirPathsAndPlaces() {
    String errors =
        errors(
            """
            version: 1.0.0
            check: {type: CheckStream, stream_names: [itms]}
            streams:
              - name: items
                retriever:
                  requester: {url_base: "https://h/"}
                  paginator:
                    type: DefaultPaginatr
                  record_selector:
                    extractor: {field_path: []}
                    record_filter: {condition: "{{ recrd.x }}"}
                transformations:
                  - type: AddFields
                    fields: [{path: [a]}]
            """);
    assertThat(errors)
        .contains("3 problems")
        .contains(
            "streams[0].retriever.paginator (line 8, column 9): 'DefaultPaginatr' is not a"
                + " paginator. Did you mean 'DefaultPaginator'?")
        .contains(
            "streams[0].retriever.record_selector.record_filter.condition (line 11, column 25)")
        .contains("'recrd' is not known here. Did you mean 'record'?")
        .contains("streams[0].transformations[0].fields[0].value");
  }

  @Test
  void pythonClassesAreNamed() {
    String manifest =
        Manifests.retriever("")
            .replace(
                "type: DpathExtractor", "class_name: source_x.Mine, type: CustomRecordExtractor");
    assertThat(errors(manifest))
        .contains(
            "CustomRecordExtractor needs the Python class 'source_x.Mine', which can't be run"
                + " here");
  }

  @Test
  void aFlawInADefinitionIsToldOnce() {
    String errors =
        errors(
            """
            check: {stream_names: [a]}
            definitions:
              retriever: {requester: {url_base: "https://h/{{ nothing }}"}, record_selector: {extractor: {field_path: []}}}
            streams:
              - {name: a, retriever: "#/definitions/retriever"}
              - {name: b, retriever: "#/definitions/retriever"}
            """);
    assertThat(errors).containsOnlyOnce("'nothing' is not known here").doesNotContain("problems");
  }

  @Test
  void templatesThatCantBeReadAreErrors() {
    assertThat(errors(Manifests.requester("url_base: 'https://h/{{ config['")))
        .contains("requester.url_base")
        .contains("the template can't be read");
  }

  @Test
  void missingFieldsNameWhatWasProbablyMeant() {
    assertThat(errors(Manifests.requester("url_bas: https://h/")))
        .contains("requester.url_base")
        .contains("is missing; a text is expected. Did you mean 'url_bas'?");
  }

  @Test
  void namesInRequestsMayBeGuardedButMustExist() { // T10
    assertThat(
            errors(
                Manifests.requester(
                    "url_base: https://h/\nrequest_parameters: {a: \"{{ page is defined }}\"}")))
        .contains("'page' is not known here");
  }

  @Test
  void streamsNeedDifferentNames() {
    assertThat(
            errors(
                """
                check: {stream_names: [a]}
                definitions:
                  retriever: {requester: {url_base: "https://h/"}, record_selector: {extractor: {field_path: []}}}
                streams:
                  - {name: a, retriever: "#/definitions/retriever"}
                  - {name: a, retriever: "#/definitions/retriever"}
                  - {retriever: "#/definitions/retriever"}
                """))
        .contains("there are two streams called 'a'")
        .contains("streams[2].name (line 7, column 5): is missing");
  }

  @Test
  void extensionsAreChecked() {
    assertThat(errors(Manifests.retriever("") + "tidemark: {strict_path: true, ordered: [itms]}\n"))
        .contains("tidemark.strict_path")
        .contains("Did you mean 'strict_paths'?")
        .contains("there is no stream 'itms'");
  }

  @Test
  void fieldsThatTheReferencePassesOverArePassedOver() {
    String manifest = Manifests.retriever("whatever: {type: Nonsense}\n") + "metadata: {a: 1}\n";
    assertThat(Manifests.open(manifest, "{}").streams()).hasSize(1);
  }

  @Test
  void severalSchemaLoadersAddTheirPropertiesTogether() {
    String manifest =
        Manifests.stream(
            """
            schema_loader:
              - {type: InlineSchemaLoader, schema: {type: object, properties: {a: {type: string}}}}
              - {type: InlineSchemaLoader, schema: {type: object, properties: {a: {type: integer}, b: {type: integer}}}}
            primary_key: [[a], b]
            retriever:
              requester: {url_base: "https://h/"}
              record_selector: {extractor: {field_path: []}}
            """);
    JsonObject properties =
        Manifests.open(manifest, "{}").streams().get(0).schema().object("properties");
    assertThat(properties)
        .hasToString("{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"integer\"}}");
    assertThat(Manifests.open(manifest, "{}").streams().get(0).primaryKey())
        .containsExactly("a", "b");
  }

  @Test
  void emptyComponentsAreNotTakenForMissingOnes() {
    assertThat(
            errors(
                Manifests.retriever(
                    "paginator: {type: DefaultPaginator, pagination_strategy: {}}")))
        .contains("paginator.pagination_strategy")
        .contains(
            "has no type; a pagination strategy is expected: CursorPagination, OffsetIncrement,"
                + " PageIncrement");
  }

  @Test
  void dateFormatsThatCantBeReadWithAreErrors() {
    String cursor =
        "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: '%Q',"
            + " start_datetime: '2024'}";
    assertThat(errors(Manifests.retriever("").replace("name: items", "name: items\n    " + cursor)))
        .contains("streams[0].incremental_sync.datetime_format");
  }

  @Test
  void referencesThatLeadNowhereAreToldWithAllElse() {
    assertThat(
            errors(
                """
                check: {stream_names: [a]}
                streams:
                  - name: a
                    retriever:
                      requester: {$ref: "#/definitions/requestr", path: a}
                      paginator: "#/definitions/pages"
                      record_selector: {extractor: {field_path: "#/nothing"}}
                      partition_router: {type: ListPartitionRoutr}
                definitions: {requester: {url_base: "https://h/"}}
                """))
        .contains("4 problems")
        .contains("streams[0].retriever.requester.$ref (line 5, column 19)")
        .contains("there is no 'requestr'. Did you mean 'requester'?")
        .contains("streams[0].retriever.paginator (line 6, column 7)")
        .contains("streams[0].retriever.record_selector.extractor.field_path (line 7")
        .contains("'ListPartitionRoutr' is not a partition router");
  }

  @Test
  void aReferenceToItselfIsAnError() {
    assertThat(
            errors(
                """
                check: {stream_names: [a]}
                streams: '#/definitions/a'
                definitions: {a: '#/streams'}
                """))
        .contains("leads back to itself");
  }

  @Test
  void aPathThatCameDownAsAParameterIsNoPathOfAnOption() {
    String option =
        "paginator: {type: DefaultPaginator, page_size_option: {inject_into: request_parameter,"
            + " field_name: n, field_path: [x]}, pagination_strategy: {type: OffsetIncrement,"
            + " page_size: 5}}";
    assertThat(Manifests.open(Manifests.retriever(option), "{}").streams()).hasSize(1);
    assertThat(errors(Manifests.retriever(option.replace("field_name: n, ", ""))))
        .contains("works only with 'inject_into: body_json'");
    assertThat(errors(Manifests.retriever(option.replace("request_parameter", "body_json"))))
        .contains("and field_name exclude each other");
  }
}
