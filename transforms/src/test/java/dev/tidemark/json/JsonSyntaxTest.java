package dev.tidemark.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSyntaxTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t "})
  void anEmptyBodyIsRefused(String text) {
    assertThat(refusal(text)).hasMessage("the body is empty");
  }

  @Test
  void textThatIsCutAnywhereIsRefused() {
    String whole = "{\"a\":[1.5,true,null,\"x\\u00e4\",{}],\"b\":\"y\"}";
    for (int length = 1; length < whole.length(); length++) {
      JsonSyntax refusal = refusal(whole.substring(0, length));
      assertThat(refusal.offset()).as("cut to %d", length).isBetween(0L, (long) length + 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "<html>           | 1  | Unexpected character ('<'",
        "Service down     | 8  | a word",
        "{\"a\":1]        | 7  | Unexpected close marker ']'",
        "{\"a\" 1}        | 6  | was expecting a colon",
        "{a:1}            | 2  | Unexpected character ('a'",
        "[1,]             | 4  | Unexpected character (']'",
        "[01]             | 2  | Leading zeroes not allowed",
        "[1.]             | 4  | Decimal point not followed by a digit",
        "[NaN]            | 4  | Non-standard token 'NaN'",
        "[\"a\\x\"]       | 5  | Unrecognized character escape 'x'",
        "{}{}             | 2  | more text follows",
        "[] x             | 4  | a word"
      })
  void textThatIsNoJsonIsRefusedWithItsPlace(String text, long offset, String message) {
    JsonSyntax refusal = refusal(text);
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.offset()).isEqualTo(offset);
  }

  @Test
  void theOffsetCountsBytes() {
    assertThat(refusal("[\"ä€😀\",x]").offset()).isEqualTo(15);
  }

  @Test
  void textInAnotherEncodingIsReadOrRefusedWithItsPlace() throws JsonSyntax {
    byte[] sixteen = "[\"ä\"]".getBytes(StandardCharsets.UTF_16BE);
    assertThat(Json.write(Json.parse(sixteen))).isEqualTo("[\"ä\"]");
    assertThat(refusal("[\"a\",]".getBytes(StandardCharsets.UTF_16LE)).offset()).isEqualTo(6);
    assertThat(refusal("[1]".getBytes(Charset.forName("UTF-32LE")), 5)).isNotNull();
  }

  @Test
  void aWordThatIsNoJsonIsNotRepeated() {
    assertThat(refusal("[sk_live_12345]").getMessage()).doesNotContain("sk_live");
  }

  @Test
  void nestingBeyondTheLimitIsRefused() {
    JsonSyntax refusal = refusal("[".repeat(201) + "]".repeat(201));
    assertThat(refusal).hasMessageContaining("Depth (201)");
    assertThat(refusal.offset()).isEqualTo(201);
  }

  @Test
  void aNumberBeyondAllMeasureIsRefused() {
    assertThat(refusal("[1e99999999999]")).hasMessageContaining("Malformed");
    assertThat(refusal("[1." + "0".repeat(2_000) + "]")).hasMessageContaining("length");
    assertThat(refusal("9".repeat(2_000))).hasMessageContaining("length");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    JsonSyntax refusal = refusal(new byte[] {'[', '"', (byte) 0xC3, '"', ']'}, 5);
    assertThat(refusal).hasMessageContaining("Invalid UTF-8");
  }

  @Test
  void randomBytesAreReadOrRefusedButNothingElse() {
    Random random = Seeds.random();
    byte[] json = "{\"a\":[1.5e3,true,null,\"x\\u00e4\"]}".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] text = json.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        text[random.nextInt(text.length)] = (byte) random.nextInt();
      }
      assertThat(readOrRefused(text)).isTrue();
    }
  }

  @Test
  void textOfOurOwnThatIsNoJsonIsAMistakeOfOurs() {
    assertThatThrownBy(() -> Json.parse("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON: ");
  }

  private static boolean readOrRefused(byte[] text) {
    try {
      Json.write(Json.parse(text));
      return true;
    } catch (JsonSyntax refused) {
      return refused.offset() >= 0 && refused.offset() <= text.length + 1;
    }
  }

  private static JsonSyntax refusal(String text) {
    return refusal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonSyntax refusal(byte[] text) {
    return refusal(text, text.length);
  }

  private static JsonSyntax refusal(byte[] text, int length) {
    byte[] start = java.util.Arrays.copyOf(text, Math.min(length, text.length));
    return catchThrowableOfType(JsonSyntax.class, () -> Json.parse(start));
  }
}
