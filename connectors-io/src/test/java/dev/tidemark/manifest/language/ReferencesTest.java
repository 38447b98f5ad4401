package dev.tidemark.manifest.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;

final class ReferencesTest {
  private static Component root(String yaml) {
    Flaws flaws = new Flaws();
    Component root = Document.read("test", yaml).root(new JsonObject(), flaws);
    flaws.refuse("test");
    return root;
  }

  private static String uses(String yaml) {
    return root(yaml).json("use").toString();
  }

  @Test
  void siblingsReplaceWholeValuesOfTheTarget() { // T1
    String yaml = "base: {req: {a: 1, b: 2}, x: 0}\nuse: {$ref: '#/base', req: {b: 3}, new: 1}";
    assertThat(uses(yaml)).isEqualTo("{\"req\":{\"b\":3},\"x\":0,\"new\":1}");
  }

  @Test
  void anyTextThatLooksLikeAReferenceIsOne() {
    String yaml =
        "base: {list: [5, {a: '#/base/list/0'}]}\nuse: {x: '#/base/list', y: ['#/base/list/1/a']}";
    assertThat(uses(yaml)).isEqualTo("{\"x\":[5,{\"a\":5}],\"y\":[5]}");
  }

  @Test
  void targetsMayHoldReferencesThemselves() {
    String yaml = "a: {$ref: '#/b', z: 1}\nb: {$ref: '#/c'}\nc: {y: 2}\nuse: {$ref: '#/a'}";
    assertThat(uses(yaml)).isEqualTo("{\"y\":2,\"z\":1}");
  }

  @Test
  void targetsThatAreNoMapsDropTheSiblings() {
    String yaml = "base: [1, 2]\nuse: {list: {$ref: '#/base', x: 1}}";
    assertThat(uses(yaml)).isEqualTo("{\"list\":[1,2]}");
  }

  @Test
  void keysMayHoldSlashes() {
    assertThat(uses("paths: {a/b: 7}\nuse: {x: '#/paths/a/b'}")).isEqualTo("{\"x\":7}");
  }

  @Test
  void schemasAreResolvedAgainstTheRoot() {
    String yaml =
        "schemas: {a: {type: string}}\nuse: {type: object, properties: {x: {$ref: '#/schemas/a'}}}";
    assertThat(uses(yaml))
        .isEqualTo("{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\"}}}");
  }

  @Test
  void whatACheckOverridesIsLeftAlone() {
    Component check = root("check: {config_overrides: {a: '#/nowhere'}}").child("check");
    assertThat(check.json("config_overrides")).isEqualTo(JsonObject.of("a", "#/nowhere"));
  }

  @Test
  void circlesAreErrorsThatNameTheReference() {
    assertThatThrownBy(() -> root("a: {x: '#/b'}\nb: {y: '#/a'}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the reference '#/b' leads back to itself");
  }

  @Test
  void missingTargetsAreErrorsWithPathPlaceAndTheNearestName() {
    String yaml =
        """
        definitions: {requester: {}}
        use:
          x: '#/definitions/requster'
          y: '#/no'
        """;
    assertThatThrownBy(() -> root(yaml))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining(
            "use.x (line 3, column 3): the reference '#/definitions/requster' leads nowhere: there"
                + " is no 'requster'. Did you mean 'requester'?")
        .hasMessageContaining("use.y (line 4, column 3)");
  }
}
