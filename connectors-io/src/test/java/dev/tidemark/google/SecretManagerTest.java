package dev.tidemark.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretManagerTest {
  private static final String NAME = "projects/p/secrets/api-key/versions/latest";

  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private SecretManager secrets;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          String data =
              Base64.getEncoder().encodeToString("s-hunter22-of-google\n".getBytes(UTF_8));
          byte[] body = ("{\"payload\":{\"data\":\"" + data + "\"}}").getBytes(UTF_8);
          exchange.sendResponseHeaders(statuses.isEmpty() ? 200 : statuses.pop(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    secrets = new SecretManager(url, 1);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aSecretIsReadOnceAndMasked() {
    assertThat(secrets.read(NAME)).isEqualTo("s-hunter22-of-google");
    assertThat(secrets.read(NAME)).isEqualTo("s-hunter22-of-google");
    assertThat(asked).containsExactly("/v1/" + NAME + ":access");
    assertThat(Masking.mask("it is s-hunter22-of-google")).isEqualTo("it is ****");
  }

  @Test
  void aServiceThatIsBusyIsAskedAgain() {
    statuses.add(503);
    statuses.add(429);
    assertThat(secrets.read(NAME)).isEqualTo("s-hunter22-of-google");
  }

  @Test
  void whoMayNotReadASecretIsToldWhatIsMissing() {
    statuses.add(403);
    assertThatThrownBy(() -> secrets.read(NAME))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageContaining(NAME)
        .hasMessageContaining("roles/secretmanager.secretAccessor");
    assertThat(secrets.read(NAME)).isEqualTo("s-hunter22-of-google");
  }

  @Test
  void aSecretThatIsNotThereIsNamed() {
    statuses.add(404);
    assertThatThrownBy(() -> secrets.read(NAME)).hasMessageContaining("there is no secret " + NAME);
  }

  @Test
  void namesAreThoseOfVersions() {
    assertThat(SecretManager.isName(NAME)).isTrue();
    assertThat(SecretManager.isName("projects/p/locations/eu/secrets/s/versions/3")).isTrue();
    assertThat(SecretManager.isName("projects/p/secrets/s")).isFalse();
    assertThat(SecretManager.isName("twilio/auth_token")).isFalse();
  }
}
