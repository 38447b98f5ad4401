package dev.tidemark.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
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

final class JsonStreamTest {
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
    JsonStream items = JsonStream.items(endless(), null);
    assertThat(items.next(Layout.empty())).hasToString("{\"a\":1}");
    assertThat(items.next(Layout.empty())).hasToString("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1,2", "[1,2}", "[1,{\"a\":", "[1] x", "{} {}", "<html>"})
  void textThatIsNotJsonIsRefusedWhereItIsNot(String text) {
    assertThatThrownBy(() -> items(text)).isInstanceOf(JsonSyntax.class);
  }

  @Test
  void valuesMayFollowOneAnother() throws Exception {
    assertThat(all(JsonStream.sequence(bytes("{\"a\":1}\n[2] 3"), null)))
        .hasToString("[{\"a\":1}, [2], 3]");
  }

  @Test
  void theItemsOfAnInnerArrayComeOneByOne() throws Exception {
    String text = "{\"x\":[0],\"a\":{\"b\":[1,{\"b\":[2]}]},\"a.b\":[3]}";
    assertThat(all(JsonStream.itemsAt("a.b", bytes(text), null)))
        .hasToString("[1, {\"b\":[2]}, 3]");
  }

  @Test
  void objectsShareTheLayoutsThatTheyAreGiven() throws Exception {
    JsonStream items = JsonStream.items(bytes("[{\"a\":1},{\"a\":2},{\"a\":3}]"), null);
    Layout layouts = Layout.empty();
    JsonObject first = (JsonObject) items.next(layouts);
    JsonObject second = (JsonObject) items.next(layouts);
    JsonObject third = (JsonObject) items.next(Layout.empty());
    assertThat(second.layout()).isSameAs(first.layout());
    assertThat(third.layout()).isNotSameAs(first.layout());
  }

  @Test
  void textMayBeInAnEncodingThatJsonIsNotIn() throws Exception {
    byte[] text = "[\"é\"]".getBytes(ISO_8859_1);
    assertThat(all(JsonStream.items(new ByteArrayInputStream(text), ISO_8859_1)))
        .containsExactly("é");
    assertThatThrownBy(() -> all(JsonStream.items(new ByteArrayInputStream(text), US_ASCII)))
        .isInstanceOf(JsonSyntax.class)
        .hasMessage("the text is in another encoding");
  }

  private static List<Object> items(String text) throws JsonSyntax, IOException {
    return all(JsonStream.items(bytes(text), null));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static List<Object> all(JsonStream values) throws JsonSyntax, IOException {
    List<Object> all = new ArrayList<>();
    while (values.hasNext()) {
      all.add(values.next(Layout.empty()));
    }
    assertThat(values.hasNext()).isFalse();
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
