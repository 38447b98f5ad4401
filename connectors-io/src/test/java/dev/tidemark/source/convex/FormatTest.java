package dev.tidemark.source.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.model.ColumnType;
import dev.tidemark.shape.SchemaTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatTest {
  @ParameterizedTest
  @CsvSource({
    "AAAAAAAAAAA=, 0",
    "AQAAAAAAAAA=, 1",
    "//////////8=, -1",
    "/////////38=, 9223372036854775807",
    "AAAAAAAAAIA=, -9223372036854775808"
  })
  void wholeNumbersComeOutOfTheirEncoding(String base64, long number) throws Undecodable {
    assertThat(decoded(Format.ENCODED, "{\"$integer\":\"" + base64 + "\"}")).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "AAAAAAAA+H8=, NaN",
    "AAAAAAAA8H8=, Infinity",
    "AAAAAAAA8P8=, -Infinity",
  })
  void numbersThatJsonHasNotBecomeTexts(String base64, String text) throws Undecodable {
    String json = "{\"$float\":\"" + base64 + "\"}";
    assertThat(decoded(Format.ENCODED, json)).isEqualTo(text);
    assertThat(decoded(Format.EXPORT, json)).isEqualTo(text);
  }

  @Test
  void minusZeroIsZero() throws Undecodable {
    assertThat(decoded(Format.ENCODED, "{\"$float\":\"AAAAAAAAAIA=\"}"))
        .asString()
        .isIn("0.0", "-0.0");
  }

  @Test
  void bytesStayBase64() throws Undecodable {
    assertThat(decoded(Format.EXPORT, "{\"$bytes\":\"ABCD\"}")).isEqualTo("ABCD");
  }

  @Test
  void encodingsAreUndoneHoweverDeepTheyStand() throws Undecodable {
    String json =
        "{\"a\":[[{\"$integer\":\"AQAAAAAAAAA=\"}],{\"b\":{\"$bytes\":\"QQ==\"},\"c\":null}]}";
    assertThat(decoded(Format.ENCODED, json))
        .hasToString("{\"a\":[[1],{\"b\":\"QQ==\",\"c\":null}]}");
  }

  @Test
  void plainJsonIsLeftAlone() throws Undecodable {
    assertThat(decoded(Format.JSON, "{\"n\":\"9007199254740993\"}"))
        .hasToString("{\"n\":\"9007199254740993\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"$integer\":\"AAA=\"}", "{\"$float\":\"%\"}", "{\"$set\":[]}"})
  void whatIsNoEncodingIsAnError(String json) {
    assertThatThrownBy(() -> decoded(Format.ENCODED, json)).isInstanceOf(Undecodable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON | {'type':'number'} | DOUBLE",
        "JSON | {'type':'string','$description':'int64 represented as base10 string'} | TEXT",
        "ENCODED | {'type':'object','properties':{'$integer':{'type':'string'}}} | INTEGER",
        "EXPORT | {'type':'number','$description':'int64'} | INTEGER",
        "JSON | {'$description':'float64','anyOf':[{'type':'number'},{'type':'string'}]} | DOUBLE",
        "EXPORT | {'$description':'float64','anyOf':[{'type':'number'},{'type':'object'}]} |"
            + " DOUBLE",
        "ENCODED | {'type':'object','properties':{'$bytes':{'type':'string'}}} | TEXT",
        "JSON | {'type':'boolean'} | BOOLEAN",
        "JSON | {'type':'object','properties':{'x':{'type':'number'}}} | JSON",
        "JSON | {'type':'array','items':{'type':'string'}} | JSON",
        "JSON | {} | JSON",
        "JSON | {'anyOf':[{'type':'null'},{'type':'number'}]} | DOUBLE",
        "JSON | {'anyOf':[{'type':'string'},{'type':'number'}]} | TEXT",
        "JSON | {'anyOf':[{'type':'string'},{'type':'object'}]} | JSON",
      })
  void schemasLeadToColumns(Format format, String told, ColumnType column) {
    JsonObject schema = Json.parseObject(told.replace('\'', '"'));
    JsonObject table = JsonObject.of("properties", JsonObject.of("f", format.schema(schema)));
    assertThat(SchemaTypes.of(table)).containsEntry("f", column);
  }

  private static Object decoded(Format format, String value) throws Undecodable {
    JsonObject document = Json.parseObject("{\"v\":" + value + "}");
    format.decode(document);
    return document.get("v");
  }
}
