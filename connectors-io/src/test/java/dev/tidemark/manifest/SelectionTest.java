package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectionTest {
  private static List<String> records(String selector, String body) {
    return records(selector, "", body);
  }

  private static List<String> records(String selector, String more, String body) {
    String manifest =
        Manifests.stream(
            """
            retriever:
              requester: {url_base: "https://api.example.com"}
              record_selector: {type: RecordSelector, %s}
            """
                    .formatted(selector)
                + more);
    try (Stub stub = Stub.inTurn(body)) {
      return Manifests.read(manifest, stub);
    }
  }

  private static List<String> at(String path, String body) {
    return records("extractor: {field_path: " + path + "}", body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "[] | {\"a\":1} | {\"a\":1}",
        "[] | [{\"a\":1},{\"a\":2}] | {\"a\":1} {\"a\":2}",
        "[data] | {\"data\":[{\"a\":1},{\"a\":2}]} | {\"a\":1} {\"a\":2}",
        "[data] | {\"data\":{\"a\":1}} | {\"a\":1}",
        "[data] | {\"data\":{}} |",
        "[data] | {\"data\":null} |",
        "[data] | {} |",
        "[data, '0', x] | {\"data\":[{\"x\":{\"a\":1}}]} | {\"a\":1}",
        "[a, b] | {\"a\":{\"b\":[{\"c\":1}]}} | {\"c\":1}",
        "[data, '*'] | {\"data\":{\"a\":{\"x\":1},\"b\":{\"x\":2}}} | {\"x\":1} {\"x\":2}",
        "[data, '*', item] | {\"data\":[{\"item\":{\"x\":1}},{},{\"item\":{\"x\":2}}]} | {\"x\":1}"
            + " {\"x\":2}",
        "['**', item] | {\"data\":[{\"item\":{\"x\":1}}]} | {\"x\":1}",
        "['da?a'] | {\"data\":[{\"x\":1}]} | {\"x\":1}",
        "['{{ config.none or \"data\" }}'] | {\"data\":[{\"x\":1}]} | {\"x\":1}",
      })
  void recordsAreFoundByTheirPath(String path, String body, String found) {
    assertThat(String.join(" ", at(path, body))).isEqualTo(found == null ? "" : found);
  }

  @Test
  void aListUnderAStarIsOneRecordAndSoNoObject() { // T24
    assertThatThrownBy(() -> at("[data, '*']", "{\"data\":{\"a\":[1],\"b\":{\"x\":1}}}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("stream items: a record must be a JSON object, but there is a list");
  }

  @Test
  void recordsThatAreNoObjectsAreProblems() {
    assertThatThrownBy(() -> at("[data]", "{\"data\":[1]}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("but there is a Long");
    assertThatThrownBy(() -> at("[data]", "{\"data\":[null]}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("but there is null");
  }

  @Test
  void aGlobThatMeansOnePlaceMustMatchOne() {
    assertThatThrownBy(() -> at("['d*']", "{\"data\":{},\"dato\":{}}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the field_path [d*] matches 2 places, not one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = { // T4
        "{{ record.get('gone') }} | {} | true",
        "{{ record.gone }} | {\"x\":1} | false",
        "{{ record.gone }} | {\"gone\":null} | true",
        "{{ record.a.b }} | {\"x\":1} | false",
        "{{ record.x == 1 }} | {\"x\":1} | true",
        "{{ record.x == stream_slice.get('y', 1) and next_page_token is none }} | {\"x\":1} | true",
        "no | {\"x\":1} | true",
      })
  void filtersKeepWhatIsTrue(String condition, String record, boolean kept) {
    List<String> records =
        records(
            "extractor: {field_path: [data]}, record_filter: {condition: \"" + condition + "\"}",
            "{\"data\":[" + record + "]}");
    assertThat(records).hasSize(kept && !record.equals("{}") ? 1 : kept ? 1 : 0);
  }

  @Test
  void anEmptyFilterDropsEverything() {
    assertThat(records("extractor: {field_path: []}, record_filter: {condition: ''}", "{\"x\":1}"))
        .isEmpty();
  }

  @Test
  void filtersComeBeforeTransformationsUnlessToldOtherwise() {
    String add = "transformations: [{type: AddFields, fields: [{path: [y], value: \"{{ 1 }}\"}]}]";
    String selector =
        "extractor: {field_path: []}, record_filter: {condition: \"{{ 'y' in record }}\"}";
    assertThat(records(selector, add, "{\"x\":1}")).isEmpty();
    assertThat(records(selector + ", transform_before_filtering: true", add, "{\"x\":1}"))
        .containsExactly("{\"x\":1,\"y\":1}");
  }

  @Test
  void normalizationConvertsToTheTypesOfTheSchema() {
    String schema =
        """
        schema_loader:
          type: InlineSchemaLoader
          schema:
            type: object
            properties:
              s: {type: ["null", string]}
              n: {type: number}
              i: {type: [integer]}
              b: {type: ["null", boolean]}
              a: {type: array, items: {type: [string]}}
              o: {type: object, properties: {i: {type: integer}}}
              l: {type: array, items: {type: object, properties: {s: {type: string}}}}
              u: {type: [string, integer]}
        """;
    String body =
        "{\"s\":{\"a\":null},\"n\":\"1.5\",\"i\":2.9,\"b\":\"off\",\"a\":\"x\",\"o\":{\"i\":\"7\"},\"l\":[{\"s\":5}],\"u\":5}";
    assertThat(records("extractor: {field_path: []}, schema_normalization: Default", schema, body))
        .containsExactly(
            "{\"s\":\"{'a':"
                + " None}\",\"n\":1.5,\"i\":2,\"b\":false,\"a\":[\"x\"],\"o\":{\"i\":7},\"l\":[{\"s\":\"5\"}],\"u\":5}");
    assertThat(
            records(
                "extractor: {field_path: []}, schema_normalization: Default",
                schema,
                "{\"s\":null,\"n\":\"x\",\"i\":\"x\",\"b\":\"maybe\"}"))
        .containsExactly("{\"s\":null,\"n\":\"x\",\"i\":\"x\",\"b\":\"maybe\"}");
  }

  @Test
  void strictManifestsPromiseThePathOfTheirRecords() {
    String manifest =
        Manifests.retriever("")
                .replace("path: items", "path: items, error_handler: {max_retries: 1}")
            + "tidemark: {strict_paths: true}\n";
    try (Stub stub = Stub.inTurn("{\"date\":[]}", "{\"data\":[{\"x\":1}]}")) {
      assertThat(Manifests.read(manifest, stub)).containsExactly("{\"x\":1}");
    }
    try (Stub stub = Stub.inTurn("{\"date\":[]}")) {
      assertThatThrownBy(() -> Manifests.read(manifest, stub))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("the answer has nothing at [data]; there is [date] (2 attempts)");
    }
  }
}
