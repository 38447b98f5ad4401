package dev.tidemark.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Test
  void readsBackWhateverItWrites() {
    RandomJson values = new RandomJson(Seeds.random());
    for (int i = 0; i < 2_000; i++) {
      Object value = values.value(5);
      assertThat(Json.parse(Json.write(value))).isEqualTo(value);
    }
  }

  @Test
  void writesTheSameTextForEqualObjectsWhenItSortsFields() {
    Random random = Seeds.random();
    RandomJson values = new RandomJson(random);
    for (int i = 0; i < 200; i++) {
      JsonObject object = values.object(3);
      List<String> names = object.names();
      java.util.Collections.shuffle(names, random);
      JsonObject shuffled = new JsonObject();
      names.forEach(name -> shuffled.put(name, object.get(name)));
      assertThat(Json.writeCanonical(shuffled)).isEqualTo(Json.writeCanonical(object));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1234567890123456789012345678901234567890",
        "0.10",
        "100.00",
        "-1E-30",
        "1E+5",
        "1.5E-7",
        "1E+999999999",
        "123456789012345678901234567890.123456789012345678901234567890"
      })
  void keepsTheDigitsOfANumber(String number) {
    assertThat(Json.write(Json.parse(number))).isEqualTo(number);
  }

  @Test
  void givesIntegersTheSmallestOfTwoTypes() {
    assertThat(Json.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(Json.parse("9223372036854775808"))
        .isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE));
    assertThat(Json.parse("3000.0")).isEqualTo(new BigDecimal("3000.0"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"\\u00e4\"`, ä",
        "`\"\\ud83d\\ude00\"`, 😀",
        "`\"😀\"`, 😀",
        "`\"a\\/b\"`, a/b",
        "`\"\\\"\\\\\"`, `\"\\`",
        "`\"\"`, ``"
      })
  void readsEscapes(String json, String text) {
    assertThat(Json.parse(json)).isEqualTo(text);
  }

  @Test
  void escapesOnlyWhatMustBe() {
    assertThat(Json.write("\0\b\t\n\f\r\u001f\"\\/ä\u2028😀"))
        .isEqualTo("\"\\u0000\\u0008\\t\\n\\u000c\\r\\u001f\\\"\\\\/ä\u2028😀\"");
  }

  @Test
  void keepsAnUnpairedSurrogate() throws JsonSyntax {
    assertThat(Json.parse(bytes("[\"a\\ud800b\",\"\\udc00\"]")))
        .isEqualTo(List.of("a\ud800b", "\udc00"));
  }

  @Test
  void readsTextAfterAByteOrderMark() throws JsonSyntax {
    assertThat(Json.parse(bytes("\ufeff[1]"))).isEqualTo(List.of(1L));
  }

  @Test
  void readsNestingUpToItsLimit() {
    String deepest = "[".repeat(200) + "]".repeat(200);
    assertThat(Json.write(Json.parse(deepest))).isEqualTo(deepest);
  }

  @Test
  void readsAndWritesAnObjectOfTenThousandFields() {
    JsonObject wide = new JsonObject();
    for (long i = 0; i < 10_000; i++) {
      wide.put("field" + i, i);
    }
    JsonObject read = Json.parseObject(wide.toString());
    assertThat(read.names()).isEqualTo(wide.names());
    assertThat(read).isEqualTo(wide).isEqualTo(wide.copy());
  }

  @Test
  void readsAPageOfMapsThatAreKeyedByData() {
    StringBuilder page = new StringBuilder("[");
    for (int i = 0; i < 10_000; i++) {
      page.append(i == 0 ? "" : ",").append("{\"id\":%d,\"k%d\":true,\"z\":{}}".formatted(i, i));
    }
    String text = page.append("]").toString();
    assertThat(Json.write(Json.parse(text))).isEqualTo(text);
  }

  @Test
  void keepsTheLastValueOfARepeatedNameAndTellsTheName() {
    JsonObject object = Json.parseObject("{\"a\":1,\"b\":2,\"a\":3,\"c\":4,\"a\":null,\"c\":5}");
    assertThat(object.toString()).isEqualTo("{\"a\":null,\"b\":2,\"c\":5}");
    assertThat(object.repeatedNames()).containsExactly("a", "c");
  }

  @Test
  void findsRepeatedNamesInNestedAndInWideObjects() {
    JsonObject object = Json.parseObject("{\"in\":{\"a\":1,\"a\":2},\"b\":[{\"a\":1}]}");
    assertThat(object.repeatedNames()).isEmpty();
    assertThat(object.object("in").repeatedNames()).containsExactly("a");

    String wide = new JsonWriter().write(wideObject(300)).toString();
    JsonObject repeated = Json.parseObject(wide.replace("\"f299\"", "\"f3\""));
    assertThat(repeated.repeatedNames()).containsExactly("f3");
  }

  @Test
  void leavesOutNulOnlyWhenToldTo() {
    JsonObject object = JsonObject.of("a\0", "b\0c");
    JsonWriter writer = new JsonWriter().droppingNul();
    assertThat(object).hasToString("{\"a\\u0000\":\"b\\u0000c\"}");
    assertThat(writer.write(object)).hasToString("{\"a\":\"bc\"}");
  }

  @Test
  void tellsOfTheLastTextWhetherNulWasLeftOut() {
    JsonWriter writer = new JsonWriter().droppingNul();
    assertThat(writer.write("a\0").droppedNul()).isTrue();
    assertThat(writer.write("a").droppedNul()).isFalse();
  }

  private static JsonObject wideObject(int fields) {
    JsonObject wide = new JsonObject();
    for (int i = 0; i < fields; i++) {
      wide.put("f" + i, (long) i);
    }
    return wide;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
