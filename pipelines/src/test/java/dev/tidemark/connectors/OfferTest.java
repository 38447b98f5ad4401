package dev.tidemark.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.http.Network;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where manifests come from. */
final class OfferTest {
  private final Map<String, String> files = new HashMap<>();
  private HttpServer server;
  private String registry;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    registry = "http://127.0.0.1:" + server.getAddress().getPort() + "/airbyte";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/endless.yaml")) {
      exchange.sendResponseHeaders(200, 0);
      pour(exchange.getResponseBody());
    } else if (files.containsKey(path)) {
      byte[] body = files.get(path).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } else {
      exchange.sendResponseHeaders(path.startsWith("/broken") ? 503 : 404, -1);
    }
    exchange.close();
  }

  private static void pour(OutputStream out) {
    byte[] block = new byte[1 << 20];
    try {
      for (int i = 0; i < 1_000; i++) {
        out.write(block);
      }
    } catch (IOException e) {
      // Whoever asked has had enough.
    }
  }

  private Offer offer(String what, String version) {
    return Offer.of(what, version, registry + "/", Network.DIRECT);
  }

  @Test
  void theLatestOfTheRegistryHasTheVersionThatItsMetadataSay() {
    files.put("/airbyte/source-acme/latest/manifest.yaml", "the newest");
    files.put("/airbyte/source-acme/latest/metadata.yaml", "data:\n  dockerImageTag: 1.4.0-rc.1\n");
    Offer offer = offer("acme", Offer.LATEST);
    assertThat(offer.name()).isEqualTo("acme");
    assertThat(offer.version()).isEqualTo("1.4.0-rc.1");
    assertThat(offer.from()).isEqualTo(registry + "/source-acme/latest/manifest.yaml");
    assertThat(offer.text()).isEqualTo("the newest");
  }

  @Test
  void theLatestStaysSoWhereNobodySaysWhichThatIs() {
    files.put("/airbyte/source-acme/latest/manifest.yaml", "x");
    assertThat(offer("source-acme", Offer.LATEST).version()).isEqualTo("latest");
  }

  @Test
  void anyVersionCanBeHad() {
    files.put("/airbyte/source-acme/0.9.1/manifest.yaml", "old");
    Offer offer = offer("acme", "0.9.1");
    assertThat(offer.version()).isEqualTo("0.9.1");
    assertThat(offer.text()).isEqualTo("old");
    assertThatThrownBy(() -> offer("acme", "../../x")).hasMessageContaining("is not a version");
  }

  @Test
  void whatTheRegistryDoesNotHaveIsSaidWithItsUrl() {
    assertThatThrownBy(() -> offer("acne", Offer.LATEST))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no manifest of 'acne', version latest, at " + registry);
    registry = registry.replace("/airbyte", "/broken");
    assertThatThrownBy(() -> offer("acme", Offer.LATEST)).hasMessageContaining("answered 503");
  }

  @Test
  void aUrlIsNamedByItsPathAndPinnedWithoutItsSecrets() {
    files.put("/mine/manifest.yaml", "x");
    String url = registry.replace("/airbyte", "/mine/manifest.yaml");
    Offer offer = offer(url + "?token=hush-hush", Offer.LATEST);
    assertThat(offer.name()).isEqualTo("mine");
    assertThat(offer.version()).isEmpty();
    assertThat(offer.from()).isEqualTo(url);
  }

  @Test
  void manifestsAreOfBoundedSize() {
    String url = registry.replace("/airbyte", "/endless.yaml");
    assertThatThrownBy(() -> offer(url, Offer.LATEST))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("16 MB");
  }

  @Test
  void withoutANetworkTheHostIsNamed() {
    server.stop(0);
    assertThatThrownBy(() -> offer("acme", Offer.LATEST))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no answer from " + registry);
  }

  @Test
  void whatIsNeitherIsAFileThatIsNotThere() {
    assertThatThrownBy(() -> offer("./nowhere.yaml", Offer.LATEST))
        .hasMessageContaining("there is no file ./nowhere.yaml");
    assertThatThrownBy(() -> offer("https://a b", Offer.LATEST)).hasMessageContaining("not a URL");
  }

  @Test
  void namesComeFromPaths() {
    assertThat(ManifestName.of("acme.yaml")).isEqualTo("acme");
    assertThat(ManifestName.of("/x/acme/manifest.yml")).isEqualTo("acme");
    assertThat(ManifestName.of("/metadata/airbyte/source-acme-crm/1.0.0/manifest.yaml"))
        .isEqualTo("acme-crm");
  }
}
