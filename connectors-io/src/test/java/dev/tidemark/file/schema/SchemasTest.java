package dev.tidemark.file.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemasTest {
  private static final List<String> ORDER =
      List.of("null", "boolean", "integer", "number", "string");

  private static JsonObject schema(String types) {
    return JsonObject.of("type", "object", "properties", Json.parseObject(types));
  }

  private static String merged(String first, String second) {
    JsonObject merged =
        Schemas.merge(schema("{\"c\":" + first + "}"), schema("{\"c\":" + second + "}"), "b.csv");
    return merged.object("properties").get("c").toString();
  }

  private static String type(String name) {
    return "{\"type\":\"" + name + "\"}";
  }

  @Test
  void theWiderOfTwoTypesHoldsBoth() {
    for (String narrow : ORDER) {
      for (String wide : ORDER.subList(ORDER.indexOf(narrow), ORDER.size())) {
        assertThat(merged(type(narrow), type(wide))).isEqualTo(type(wide));
        assertThat(merged(type(wide), type(narrow))).isEqualTo(type(wide));
      }
    }
    assertThat(merged(type("null"), type("array"))).isEqualTo(type("array"));
  }

  @Test
  void columnsOfAllFilesAreKeptInTheirOrder() {
    JsonObject merged =
        Schemas.merge(
            schema("{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"null\"}}"),
            schema("{\"c\":{\"type\":\"string\"},\"a\":{\"type\":\"number\"}}"),
            "b.csv");
    assertThat(Schemas.nullable(merged).object("properties").toString())
        .isEqualTo(
            "{\"a\":{\"type\":[\"null\",\"number\"]},\"b\":{\"type\":[\"null\",\"string\"]},"
                + "\"c\":{\"type\":[\"null\",\"string\"]}}");
  }

  @Test
  void datesAndOtherTextAreText() {
    String date = "{\"type\":\"string\",\"format\":\"date\"}";
    assertThat(merged(date, date)).isEqualTo(date);
    assertThat(merged(date, type("string"))).isEqualTo(type("string"));
    assertThat(merged(type("null"), date)).isEqualTo(date);
    assertThat(merged(date, type("integer"))).isEqualTo(type("string"));
  }

  @Test
  void whatNoTypeHoldsIsAProblemThatSaysWhatToDo() {
    assertThatThrownBy(() -> merged(type("array"), type("string")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("b.csv: column 'c' is")
        .hasMessageContaining("'input_schema'");
    assertThatThrownBy(() -> merged(type("object"), type("integer"))).isInstanceOf(Problem.class);
    String one = "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\"}}}";
    String other = "{\"type\":\"object\",\"properties\":{\"y\":{\"type\":\"integer\"}}}";
    assertThatThrownBy(() -> merged(one, other)).isInstanceOf(Problem.class);
    assertThat(merged(one, type("object"))).isEqualTo(type("object"));
  }
}
