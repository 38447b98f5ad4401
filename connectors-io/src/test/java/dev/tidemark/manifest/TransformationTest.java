package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransformationTest {
  private static String transformed(String transformations, String record) {
    String manifest =
        Manifests.stream(
            """
            transformations: [%s]
            retriever:
              requester: {url_base: "https://api.example.com"}
              record_selector: {extractor: {field_path: []}}
              partition_router: {type: ListPartitionRouter, cursor_field: part, values: [p1]}
            """
                .formatted(transformations));
    try (Stub stub = Stub.inTurn("[" + record + "]")) {
      return Manifests.read(manifest, stub).get(0);
    }
  }

  private static String added(String field, String record) {
    return transformed("{type: AddFields, fields: [" + field + "]}", record);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = { // T5, T6
        "{{ record.zip }} | | {\"zip\":\"8001\"} | 8001",
        "{{ record.zip }} | | {\"zip\":\"08001\"} | \"08001\"",
        "{{ record.sku }} | | {\"sku\":\"1e3\"} | 1000.0",
        "{{ record.pair }} | | {\"pair\":\"1,2\"} | [1,2]",
        "{{ record.zip }} | string | {\"zip\":\"8001\"} | \"8001\"",
        "{{ record.n }} | number | {\"n\":5} | \"5\"",
        "{{ record.n }} | number | {\"n\":5.0} | 5.0",
        "{{ record.n }} | integer | {\"n\":true} | true",
        "{{ record.gone }} | | {\"n\":1} | \"\"",
        "{{ stream_slice['part'] }} | | {\"n\":1} | \"p1\"",
        "{{ record.o }} | | {\"o\":{\"a\":[1,null]}} | {\"a\":[1,null]}",
        "{{ none }} | | {\"n\":1} | null",
      })
  void addedValuesAreReadAsLiterals(String value, String type, String record, String expected) {
    String field =
        "{path: [new], value: \""
            + value
            + "\""
            + (type == null ? "" : ", value_type: " + type)
            + "}";
    assertThat(added(field, record)).endsWith("\"new\":" + expected + "}");
  }

  @Test
  void laterFieldsSeeEarlierOnes() {
    assertThat(
            added(
                "{path: [a], value: \"{{ 1 }}\"}, {path: [b], value: \"{{ record.a + 1 }}\"}",
                "{\"x\":0}"))
        .isEqualTo("{\"x\":0,\"a\":1,\"b\":2}");
  }

  @Test
  void parentsOfAddedFieldsAreMade() { // T27
    assertThat(added("{path: [a, b], value: v}", "{\"x\":0}"))
        .isEqualTo("{\"x\":0,\"a\":{\"b\":\"v\"}}");
    assertThat(added("{path: [a, '1'], value: v}", "{\"x\":0}"))
        .isEqualTo("{\"x\":0,\"a\":[null,\"v\"]}");
    assertThatThrownBy(() -> added("{path: [a, b], value: v}", "{\"a\":null}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the field [a, b] can't be added: there is null at 'a'");
  }

  @Test
  void undefinedParentsInAddedValuesAreProblems() { // T9
    assertThatThrownBy(() -> added("{path: [y], value: \"{{ record.a.b }}\"}", "{\"x\":0}"))
        .isInstanceOf(Problem.class);
    assertThat(added("{path: [y], value: \"{{ record.a.b }}\"}", "{\"a\":null}"))
        .isEqualTo("{\"a\":null,\"y\":\"\"}");
  }

  @Test
  void fieldsAreAddedOnCondition() {
    String add =
        "{type: AddFields, condition: \"{{ value > 1 and path == ['y'] }}\", fields: [{path: [y],"
            + " value: \"{{ record.x }}\"}]}";
    assertThat(transformed(add, "{\"x\":1}")).isEqualTo("{\"x\":1}");
    assertThat(transformed(add, "{\"x\":2}")).isEqualTo("{\"x\":2,\"y\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "[[x], [a, b], [gone]] | {\"x\":1,\"a\":{\"b\":2,\"c\":3}} | {\"a\":{\"c\":3}}",
        "[['x*']] | {\"x1\":1,\"x2\":{},\"y\":2} | {\"y\":2}",
        "[[a, '*', b]] | {\"a\":[{\"b\":1,\"c\":2},{\"b\":3}]} | {\"a\":[{\"c\":2},{}]}",
        "[[a, '0']] | {\"a\":[1,2]} | {\"a\":[null,2]}",
        "[[a, '1']] | {\"a\":[1,2]} | {\"a\":[1]}",
        "[['**', b]] | {\"b\":1,\"a\":{\"b\":2,\"c\":{\"b\":3}}} | {\"a\":{\"c\":{}}}",
        "[x] | {\"x\":1,\"y\":2} | {\"y\":2}",
      })
  void fieldsAreRemovedByPath(String pointers, String record, String expected) {
    assertThat(transformed("{type: RemoveFields, field_pointers: " + pointers + "}", record))
        .isEqualTo(expected);
  }

  @Test
  void withAConditionLeavesAreRemovedWhereverTheyAre() { // T26
    String remove =
        "{type: RemoveFields, field_pointers: [[x]], condition: \"{{ property == '' }}\"}";
    assertThat(transformed(remove, "{\"x\":1,\"y\":\"\",\"z\":{\"w\":\"\"}}"))
        .isEqualTo("{\"x\":1,\"z\":{}}");
  }

  @Test
  void keysAreRewritten() {
    assertThat(transformed("{type: KeysToLower}", "{\"Ab\":{\"Cd\":1},\"EF\":2}"))
        .isEqualTo("{\"ab\":{\"Cd\":1},\"ef\":2}");
    assertThat(
            transformed(
                "{type: KeysReplace, old: ' ', new: \"{{ record['s p'] }}\"}",
                "{\"s p\":\"_\",\"o\":{\"a b\":1},\"l\":[{\"c d\":1}]}"))
        .isEqualTo("{\"s_p\":\"_\",\"o\":{\"a_b\":1},\"l\":[{\"c d\":1}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "SomeKey, some_key",
    "someKEYName, some_keyname",
    "a-b c, a_b_c",
    "1st, _1_st",
    "_id, _id",
    "naïveKey, naive_key",
    "key2, key_2"
  })
  void keysBecomeSnakeCase(String key, String snake) {
    assertThat(transformed("{type: KeysToSnakeCase}", "{\"" + key + "\":{\"innerKey\":1}}"))
        .isEqualTo("{\"" + snake + "\":{\"inner_key\":1}}");
  }

  @Test
  void leavesMoveToTheTop() {
    assertThat(transformed("{type: FlattenFields}", "{\"a\":{\"b\":1},\"c\":{\"b\":2}}"))
        .isEqualTo("{\"b\":2,\"a.b\":1}");
    assertThat(transformed("{type: FlattenFields}", "{\"l\":[1,{\"x\":2}],\"e\":{}}"))
        .isEqualTo("{\"l.1.x\":2,\"l.0\":1}");
    assertThat(transformed("{type: FlattenFields, flatten_lists: false}", "{\"l\":[1]}"))
        .isEqualTo("{\"l\":[1]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "field_path: [a] | {\"x\":0,\"a\":{\"b\":1}} | {\"x\":0,\"a\":{\"b\":1},\"b\":1}",
        "field_path: [a], delete_origin_value: true | {\"x\":0,\"a\":{\"b\":1}} |"
            + " {\"x\":0,\"b\":1}",
        "field_path: [a], replace_record: true | {\"x\":0,\"a\":{\"b\":1}} | {\"b\":1}",
        "field_path: [a] | {\"b\":0,\"a\":{\"b\":1,\"c\":2}} | {\"b\":0,\"a\":{\"b\":1,\"c\":2}}",
        "field_path: [a, '*'] | {\"a\":[{\"b\":1},{\"b\":2}]} |"
            + " {\"a\":[{\"b\":1},{\"b\":2}],\"b\":1}",
        "field_path: [a], key_transformation: {type: KeyTransformation, prefix: p_, suffix: _s} |"
            + " {\"a\":{\"b\":1}} | {\"a\":{\"b\":1},\"p_b_s\":1}",
        "field_path: [gone] | {\"a\":1} | {\"a\":1}",
      })
  void entriesMoveToTheTop(String fields, String record, String expected) {
    assertThat(transformed("{type: DpathFlattenFields, " + fields + "}", record))
        .isEqualTo(expected);
  }
}
