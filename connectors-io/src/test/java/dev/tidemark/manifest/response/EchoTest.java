package dev.tidemark.manifest.response;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.path.FieldPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {
  private static final Echo ECHO =
      new Echo(
          List.of(new FieldPath(List.of("uri")), new FieldPath(List.of("meta", "url"))),
          "PageToken");
  private static final Map<String, String> ASKED =
      Map.of("Sent>", "2026-01-01 00:00:00Z", "Sent<", "2026-02-01 00:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Calls.json",
        "/Calls.json?Page=0",
        "/Calls.json?Sent%3E=2026-01-01+00%3A00%3A00Z&Sent%3C=2026-02-01%2000:00:00Z&PageSize=50",
        "/Calls.json?Sent%3E=2026-01-01T00:00:00Z",
        "/Calls.json?Sent%3E=2026-01-01"
      })
  void whatSaysNothingElseIsTheAnswer(String uri) {
    assertThatCode(() -> ECHO.check(JsonObject.of("uri", uri), ASKED)).doesNotThrowAnyException();
  }

  @Test
  void theAnswerToAnotherWindowIsNone() {
    JsonObject meta = JsonObject.of("url", "https://x.test/a?Sent%3E=2026-02-01%2000:00:00Z");
    assertThatThrownBy(() -> ECHO.check(JsonObject.of("meta", meta), ASKED))
        .isInstanceOf(Undecodable.class)
        .hasMessageContaining("Sent> is 2026-02-01 00:00:00Z there")
        .hasMessageContaining("2026-01-01 00:00:00Z was asked for");
  }

  @Test
  void aFurtherPageIsNotTheFirst() {
    JsonObject later = JsonObject.of("uri", "/Calls.json?Page=3&PageToken=PAx");
    assertThatThrownBy(() -> ECHO.check(later, Map.of()))
        .hasMessageContaining("PageToken is PAx there, and none was asked for");
    assertThatThrownBy(() -> ECHO.check(later, Map.of("Page", "2", "PageToken", "PAw")))
        .isInstanceOf(Undecodable.class);
    assertThatCode(() -> ECHO.check(later, Map.of("Page", "3", "PageToken", "PAx")))
        .doesNotThrowAnyException();
  }
}
