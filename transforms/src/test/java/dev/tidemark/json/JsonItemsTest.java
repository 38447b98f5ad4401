package dev.tidemark.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonItemsTest {
  @ParameterizedTest
  @ValueSource(strings = {"[]", "[null]", "[1,[2],{\"a\":[3]},null,\"x\"]", " [ {} , 1.50 ] "})
  void theItemsOfAnArrayComeOneByOne(String text) throws Exception {
    assertThat(items(text)).isEqualTo(Json.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":[1,2]}", "null", "7", "\"x\""})
  void anyOtherValueIsTheOnlyItem(String text) throws Exception {
    List<Object> expected = new ArrayList<>();
    expected.add(Json.parse(text));
    assertThat(items(text)).isEqualTo(expected);
  }

  @Test
  void whatFollowsIsNotRead() throws Exception {
    JsonItems items = Json.items(endless());
    assertThat(items.next()).hasToString("{\"a\":1}");
    assertThat(items.next()).hasToString("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1,2", "[1,2}", "[1,{\"a\":", "[1] x", "{} {}", "<html>"})
  void textThatIsNotJsonIsRefusedWhereItIsNot(String text) {
    assertThatThrownBy(() -> items(text)).isInstanceOf(JsonSyntax.class);
  }

  private static List<Object> items(String text) throws JsonSyntax, IOException {
    List<Object> all = new ArrayList<>();
    try (JsonItems items = Json.items(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      for (Object next = items.next(); next != JsonItems.END; next = items.next()) {
        all.add(next);
      }
      assertThat(items.next()).isSameAs(JsonItems.END);
    }
    return all;
  }

  private static InputStream endless() {
    byte[] item = "{\"a\":1},".getBytes(UTF_8);
    return new InputStream() {
      private int at = -1;

      @Override
      public int read() {
        int next = at < 0 ? '[' : item[at % item.length];
        at++;
        return next;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        for (int i = 0; i < length; i++) {
          into[offset + i] = (byte) read();
        }
        return length;
      }
    };
  }
}
