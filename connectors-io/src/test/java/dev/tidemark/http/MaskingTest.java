package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskingTest {
  private static final String SECRET = "p~ss*w\"rd/+ä= \\x";

  @BeforeAll
  static void register() {
    Masking.register(SECRET);
    Masking.register("outer-secret-inner");
    Masking.register("secret-in");
    Masking.register("body-secret-1");
  }

  @Test
  void aSecretIsReplacedWhereverItStands() {
    assertThat(Masking.mask("a" + SECRET + SECRET + "b")).isEqualTo("a********b");
    assertThat(Masking.mask("nothing here")).isEqualTo("nothing here");
    assertThat(Masking.mask(null)).isNull();
  }

  @Test
  void aSecretInAUrlOrAFormIsReplaced() {
    String form = URLEncoder.encode(SECRET, UTF_8);
    for (String written :
        List.of(
            form,
            form.replace("+", "%20"),
            form.replace("*", "%2A").replace("%7E", "~"),
            form.replace("*", "%2A").replace("%7E", "~").replace("+", "%20"))) {
      assertThat(Masking.mask("GET /x?key=" + written + "&y=1")).isEqualTo("GET /x?key=****&y=1");
    }
  }

  @Test
  void aSecretInJsonIsReplaced() {
    assertThat(Masking.mask("{\"key\":\"p~ss*w\\\"rd/+ä= \\\\x\"}"))
        .isEqualTo("{\"key\":\"****\"}");
    assertThat(Masking.mask("\"p~ss*w\\\"rd\\/+ä= \\\\x\"")).isEqualTo("\"****\"");
  }

  @Test
  void aSecretInBase64IsReplaced() {
    String alone = Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));
    assertThat(Masking.mask(alone).replace("=", "")).isEqualTo("****");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "use", "user", "ACfe98dc76ba54fe98dc76ba54fe98dc76"})
  void aPasswordIsReplacedInBasicCredentialsWhateverTheUserIsCalled(String user) {
    for (String pair : List.of(user + ":" + SECRET, user + ":" + SECRET + ":x", user + SECRET)) {
      String code = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
      String left = Masking.mask(code).replace("****", "");
      int own = SECRET.getBytes(UTF_8).length * 4 / 3;
      assertThat(left.length()).isBetween(code.length() - own - 3, code.length() - own + 3);
    }
  }

  @Test
  void aSecretInsideAnotherLeavesNoRest() {
    assertThat(Masking.mask("x outer-secret-inner y secret-in z")).isEqualTo("x **** y **** z");
  }

  @Test
  void textThatIsTooShortToBeASecretIsLeftAlone() {
    Masking.register("yes");
    Masking.register("");
    Masking.register(null);
    assertThat(Masking.mask("yes, sir")).isEqualTo("yes, sir");
  }

  @Test
  void tokensAreMaskedWhileTheyAreInUse() {
    for (int i = 0; i < 5_000; i++) {
      Masking.registerToken("token-in-use");
      Masking.registerToken("passing-token-" + i);
      if (i % 1_000 == 0) {
        assertThat(Masking.mask("token-in-use? or passing-token-" + i + "?"))
            .isEqualTo("****? or ****?");
      }
    }
    assertThat(Masking.mask("passing-token-7, long past")).isEqualTo("passing-token-7, long past");
    assertThat(Masking.mask("Basic dG9rZW4taW4tdXNl")).isEqualTo("Basic ****");
    Masking.registerToken(null);
    Masking.registerToken("short");
    assertThat(Masking.mask("short")).isEqualTo("short");
  }

  @Test
  void aTokenThatIsASecretTooStaysMasked() {
    Masking.registerToken("token-and-secret");
    Masking.register("token-and-secret");
    for (int i = 0; i < 1_100; i++) {
      Masking.registerToken("other-token-" + i);
    }
    assertThat(Masking.mask("token-and-secret")).isEqualTo("****");
  }

  @Test
  void aRequestShowsItsUrlWithoutSecrets() {
    URI url = URI.create("https://a.test/x?key=body-secret-1&y=1");
    Request request = Request.get(url, Map.of("Authorization", "Bearer unregistered"));
    assertThat(request.label()).isEqualTo("GET https://a.test/x?key=****&y=1");
    assertThat(request).hasToString(request.label());
  }

  @Test
  void aReplyShowsTheStartOfItsBodyOnOneLine() {
    assertThat(reply(" <html>\r\n\t<b>no</b> ").excerpt()).isEqualTo("<html> <b>no</b>");
    assertThat(reply("x".repeat(300)).excerpt()).isEqualTo("x".repeat(200) + "…");
    assertThat(reply("").excerpt()).isEmpty();
  }

  @Test
  void aReplyShowsNoPartOfASecret() {
    assertThat(reply("x".repeat(195) + "body-secret-1").excerpt())
        .isEqualTo("x".repeat(195) + "****");
    assertThat(reply(" ".repeat(793) + "body-secret-1").excerpt()).isEqualTo("****");
    assertThat(reply("key: body-secret-1")).hasToString("HTTP 200, 18 bytes");
  }

  private static Reply reply(String body) {
    return new Reply(200, Map.of(), body.getBytes(UTF_8), 0, 0);
  }
}
