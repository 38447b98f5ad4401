package dev.tidemark.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBytesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "a\"b\\c",
        "line\nand\ttab\r",
        "<&>",
        "é",
        "日本語",
        "🚀 up",
        "x🚀",
        "\u0000\u007f"
      })
  void stringsComeBackAsTheyWere(String text) throws Exception {
    byte[] json = new JsonBytes().value(Map.of("a", text)).toByteArray();
    assertThat(Json.object(json)).containsEntry("a", text);
  }

  @Test
  void valuesOfAllKindsComeBack() throws Exception {
    Map<String, Object> object =
        Tree.object(
            "zero",
            0L,
            "least",
            Long.MIN_VALUE,
            "most",
            Long.MAX_VALUE,
            "whole",
            3000.0,
            "part",
            -0.25,
            "huge",
            1e300,
            "yes",
            true,
            "nothing",
            null,
            "list",
            Tree.array(1L, null, "x"),
            "empty",
            Tree.array(),
            "inner",
            Tree.object());
    assertThat(Json.object(new JsonBytes().value(object).toByteArray())).isEqualTo(object);
  }

  @Test
  void wholeFractionsKeepTheirPoint() {
    assertThat(new JsonBytes().number(3000.0)).hasToString("3000.0");
    assertThat(new JsonBytes().number(12_345_678.0)).hasToString("12345678.0");
  }

  @Test
  void ampersandsAreEscapedAsRailsDoes() {
    assertThat(new JsonBytes().string("a&b")).hasToString("\"a\\u0026b\"");
  }
}
