package dev.tidemark.manifest.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import org.junit.jupiter.api.Test;

final class ParametersTest {
  private static Component root(String yaml) {
    return Document.read("test", yaml).root(new JsonObject(), new Flaws());
  }

  @Test
  void fillFieldsThatAreMissingOrFalse() { // T2
    Component falsy =
        root("x: {type: PageIncrement, start: 0, $parameters: {start: 1}}").child("x");
    Component own = root("x: {type: PageIncrement, start: 2, $parameters: {start: 1}}").child("x");
    assertThat(falsy.number("start", -1)).isEqualTo(1);
    assertThat(own.number("start", -1)).isEqualTo(2);
  }

  @Test
  void areHandedDownThroughListsAndMaps() {
    Component root =
        root(
            "a: {type: A, $parameters: {p: 1, q: 2}, list: [{type: B, $parameters: {q: 3}, c:"
                + " {type: C}}]}");
    Component inner = root.child("a").children("list").get(0).child("c");
    assertThat(inner.parameters()).isEqualTo(JsonObject.of("p", 1L, "q", 3L));
    assertThat(inner.number("q", 0)).isEqualTo(3);
  }

  @Test
  void areNotVisibleBelowTheFieldOfTheirName() { // T2
    Component root =
        root("a: {type: A, $parameters: {inner: 5, p: 1}, inner: {type: B}, other: {type: C}}");
    assertThat(root.child("a").child("inner").parameters()).isEqualTo(JsonObject.of("p", 1L));
    assertThat(root.child("a").child("other").parameters())
        .isEqualTo(JsonObject.of("inner", 5L, "p", 1L));
  }

  @Test
  void passBySchemas() {
    Component a =
        root("""
        a:
          type: A
          $parameters: {p: 1}
          one: {type: object, properties: {x: {type: string}}}
          two: {type: ["null", object], properties: {x: {type: string}}}
          other: {type: [object, "null"]}
        """)
            .child("a");
    assertThat(a.json("one").has("p")).isFalse();
    assertThat(a.json("two").has("p")).isFalse();
    assertThat(a.json("other").has("p")).isTrue();
  }

  @Test
  void reachComponentsInsideAMapOfThem() {
    Component a =
        root("a: {type: A, $parameters: {p: 1}, all: {x: {type: B}, y: 3}, plain: {x: {z: 1}}}")
            .child("a");
    assertThat(a.child("all").child("x").number("p", 0)).isEqualTo(1);
    assertThat(a.json("plain")).hasToString("{\"x\":{\"z\":1}}");
  }

  @Test
  void typesFollowFromWhereAComponentStands() {
    Component stream =
        root("""
        streams:
          - retriever:
              requester: {error_handler: {response_filters: [{}]}}
              paginator: {}
              record_selector: {extractor: {field_path: []}, record_filter: {condition: ""}}
            incremental_sync: {type: DatetimeBasedCursor, start_datetime: {datetime: x}}
            transformations: [{type: AddFields, fields: [{path: [a], value: b}]}, {class_name: a.B}]
        """)
            .children("streams")
            .get(0);
    Component retriever = stream.child("retriever");
    assertThat(stream.type()).isEqualTo("DeclarativeStream");
    assertThat(retriever.type()).isEqualTo("SimpleRetriever");
    assertThat(retriever.child("paginator").type()).isEqualTo("NoPagination");
    assertThat(retriever.child("record_selector").child("extractor").type())
        .isEqualTo("DpathExtractor");
    assertThat(
            retriever
                .child("requester")
                .child("error_handler")
                .children("response_filters")
                .get(0)
                .type())
        .isEqualTo("HttpResponseFilter");
    assertThat(stream.child("incremental_sync").child("start_datetime").type())
        .isEqualTo("MinMaxDatetime");
    assertThat(stream.children("transformations").get(0).children("fields").get(0).type())
        .isEqualTo("AddedFieldDefinition");
    assertThat(stream.children("transformations").get(1).type()).isEqualTo("CustomTransformation");
  }
}
