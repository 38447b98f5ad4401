package dev.tidemark.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonObjectTest {
  @Test
  void aFieldKeepsItsPlaceWhenItIsSetAgain() {
    JsonObject object = JsonObject.of("a", 1L, "b", 2L).put("c", 3L).put("a", 4L);
    assertThat(object).hasToString("{\"a\":4,\"b\":2,\"c\":3}");
    assertThat(object.size()).isEqualTo(3);
  }

  @Test
  void aRemovedFieldIsGoneAndCanComeBackAtTheEnd() {
    JsonObject object = JsonObject.of("a", 1L, "b", 2L, "c", 3L);
    object.remove("a");
    object.remove("nothing");
    assertThat(object).hasToString("{\"b\":2,\"c\":3}");
    assertThat(object.put("a", 5L)).hasToString("{\"b\":2,\"c\":3,\"a\":5}");
  }

  @Test
  void everyFieldCanBeRemoved() {
    JsonObject object = JsonObject.of("a", 1L, "b", 2L);
    object.names().forEach(object::remove);
    assertThat(object.isEmpty()).isTrue();
    assertThat(object).isEqualTo(new JsonObject()).hasToString("{}");
  }

  @Test
  void aMissingFieldIsToldFromANullOne() {
    JsonObject object = JsonObject.of("a", null);
    assertThat(object.has("a")).isTrue();
    assertThat(object.has("b")).isFalse();
    assertThat(object.get("a")).isEqualTo(object.get("b")).isNull();
  }

  @Test
  void fieldsOfTheWrongKindCountAsMissing() {
    JsonObject object = JsonObject.of("number", 1L, "list", List.of(2L), "null", null);
    assertThat(object.object("number")).isNull();
    assertThat(object.list("number")).isEmpty();
    assertThat(object.list("list")).containsExactly(2L);
  }

  @Test
  void textOfAFieldIsItsJsonUnlessItIsText() {
    JsonObject object =
        JsonObject.of("text", "t", "list", List.of("a"), "number", 1L, "null", null);
    assertThat(object.text("text", "?")).isEqualTo("t");
    assertThat(object.text("list", "?") + object.text("number", "?")).isEqualTo("[\"a\"]1");
    assertThat(object.text("null", "?") + object.text("missing", "?")).isEqualTo("??");
  }

  @Test
  void equalityIgnoresTheOrderOfFieldsButNotOfItems() {
    JsonObject object = JsonObject.of("a", List.of(1L, 2L), "b", null);
    JsonObject turned = JsonObject.of("b", null, "a", List.of(1L, 2L));
    assertThat(turned).isEqualTo(object).hasSameHashCodeAs(object);
    assertThat(turned).isNotEqualTo(JsonObject.of("b", null, "a", List.of(2L, 1L)));
    assertThat(JsonObject.of("a", null)).isNotEqualTo(JsonObject.of("b", null));
  }

  @Test
  void aCopySharesNothingWithTheOriginal() {
    JsonObject inner = JsonObject.of("x", 1L);
    JsonObject object = JsonObject.of("in", inner, "list", new ArrayList<>(List.of(inner)));
    JsonObject copy = object.copy();
    inner.put("x", 2L);
    object.list("list").clear();
    assertThat(copy).hasToString("{\"in\":{\"x\":1},\"list\":[{\"x\":1}]}");
  }

  @Test
  void aCopyKnowsTheRepeatedNames() {
    JsonObject object = Json.parseObject("{\"a\":1,\"a\":2}");
    assertThat(object.copy().repeatedNames()).containsExactly("a");
  }

  @Test
  void aCopyOfAMapHoldsJsonValuesOnly() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", Map.of("x", List.of(2)));
    map.put("n", null);
    JsonObject copy = JsonObject.copyOf(map);
    map.clear();
    assertThat(copy).isEqualTo(Json.parse("{\"b\":1,\"a\":{\"x\":[2]},\"n\":null}"));
    assertThat(copy.names()).containsExactly("b", "a", "n");
  }
}
