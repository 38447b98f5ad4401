package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFieldsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sid\":\"AC1\",\"auth_token\":\"S3cr3tThing\",\"status\":\"active\"}",
        "{\"sid\": \"AC1\", \"authToken\" : \"S3cr3tThing\", \"status\": \"active\"",
        "{\"auth_token\":\"S3cr3tThing",
        "{\"auth_token\":\"a\\\"b S3cr3tThing\",\"status\":\"active\"}",
        "{\"text\":\"{\\\"api_key\\\":\\\"S3cr3tThing\\\",\\\"status\\\":\\\"active\\\"}\"}",
        "{\"client_secret\":{\"x\":[\"S3cr3tThing\"],\"y\":\"S3cr3tThing\"},\"status\":\"active\"}",
        "{\"access_tokens\":[\"a\",\"S3cr3tThing\"],\"status\":\"active\"}",
        "{'password': 'S3cr3tThing', 'status': 'active'}",
        "grant=x&refresh_token=S3cr3tThing&status=active",
        "<Account><AuthToken>S3cr3tThing</AuthToken><Status>active</Status></Account>",
        "<account status='active' api-key='S3cr3tThing'/>",
        "X-Api-Key: S3cr3tThing\nstatus: active",
        "Authorization: Bearer S3cr3tThing\nstatus: active",
        "you sent Bearer S3cr3tThing, status active",
        "Invalid API key: S3cr3tThing (status active)"
      })
  void hidesWhatLooksLikeASecretAndShowsTheRest(String body) {
    assertThat(SecretFields.mask(body)).doesNotContain("S3cr3tThing").contains("****");
    if (body.contains("active")) {
      assertThat(SecretFields.mask(body)).contains("active");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"next_page_token\":\"abc123def\",\"token_type\":\"x\",\"status\":\"active\"}",
        "{\"message\":\"invalid token: it has expired\"}",
        "{\"auth_token\":null,\"password\":\"\"}",
        "<html><head><title>Sign in</title></head><body>Welcome</body></html>",
        "{\"sid\":\"AC1\",\"key\":\"value1\",\"author\":\"someone1\"}"
      })
  void leavesAloneWhatIsNone(String body) {
    assertThat(SecretFields.mask(body).replace("\"password\":****", "\"password\":\"\""))
        .isEqualTo(body);
  }

  @Test
  void anExcerptIsMaskedBeforeItIsCut() {
    String body =
        "{\"accounts\":[{\"x\":\"" + "-".repeat(160) + "\",\"auth_token\":\"S3cr3tThing\"";
    Reply reply = new Reply(200, Map.of(), body.getBytes(UTF_8), 0, 0);
    assertThat(reply.excerpt()).contains("auth_token").doesNotContain("S3cr");
  }
}
