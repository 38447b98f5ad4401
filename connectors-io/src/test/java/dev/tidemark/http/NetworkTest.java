package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes and proxies: where a request goes instead. */
final class NetworkTest {
  @ParameterizedTest
  @CsvSource({"'', /v1/a%20b?x=%2F", "/, /v1/a%20b?x=%2F", "/gateway/, /gateway/v1/a%20b?x=%2F"})
  void aRoutedHostIsAskedElsewhere(String suffix, String arrives) throws Exception {
    try (TestServer server = TestServer.saying("ok")) {
      Network network = Network.DIRECT.withRoutes(Map.of("API.example", server.base() + suffix));
      URI url = URI.create("https://api.Example/v1/a%20b?x=%2F");
      new Transport(network).send(Request.get(url, Map.of("Authorization", "Bearer t")));
      TestServer.Seen seen = server.seen().get(0);
      assertThat(seen.uri()).isEqualTo(arrives);
      assertThat(seen.header("Authorization")).isEqualTo("Bearer t");
    }
  }

  @Test
  void otherHostsAreNotRouted() throws Exception {
    try (TestServer server = TestServer.saying("ok")) {
      Network network = Network.DIRECT.withRoutes(Map.of("api.example", "http://127.0.0.1:1"));
      assertThat(new Transport(network).send(server.get("/")).status()).isEqualTo(200);
    }
  }

  @Test
  void aRouteThatIsNoUrlIsAProblem() {
    Network network = Network.DIRECT.withRoutes(Map.of("api.example", "localhost:8080"));
    assertThatThrownBy(
            () ->
                new Transport(network)
                    .send(Request.get(URI.create("https://api.example/"), Map.of())))
        .isInstanceOf(Problem.class)
        .hasMessage("the route for api.example is not an http or https URL");
  }

  @Test
  void laterRoutesReplaceEarlierOnes() {
    Network network =
        Network.DIRECT
            .withRoutes(Map.of("a.test", "http://one", "b.test", "http://two"))
            .withRoutes(Map.of("A.test", "http://three"));
    assertThat(network.routes())
        .isEqualTo(Map.of("a.test", "http://three", "b.test", "http://two"));
  }

  @Test
  void withersChangeOneThingEach() {
    Network network = Network.DIRECT.withProxy("p:1").withFirstBackoff(Duration.ZERO);
    assertThat(network).isEqualTo(new Network(Map.of(), "p:1", Duration.ZERO));
    assertThat(network.withRoutes(Map.of("a", "http://b")).proxy()).isEqualTo("p:1");
  }

  @Test
  void aProxyIsAskedForTheWholeUrl() throws Exception {
    try (TestServer proxy = TestServer.saying("from afar")) {
      Network network = Network.DIRECT.withProxy("127.0.0.1:" + proxy.port());
      URI url = URI.create("http://no-such-host.invalid/x?y=z");
      Reply reply = new Transport(network).send(Request.get(url, Map.of()));
      assertThat(new String(reply.body(), UTF_8)).isEqualTo("from afar");
      assertThat(proxy.seen().get(0).uri()).isEqualTo("http://no-such-host.invalid/x?y=z");
    }
  }

  @Test
  void loopbackIsNeverSentThroughAProxy() throws Exception {
    try (TestServer server = TestServer.saying("ok")) {
      Transport transport = new Transport(Network.DIRECT.withProxy("127.0.0.1:1"));
      assertThat(transport.send(server.get("/")).status()).isEqualTo(200);
      assertThat(chosen("http://[::1]:80/", "p:1", Map.of())).isEqualTo("direct");
      assertThat(chosen("http://LOCALHOST/", "p:1", Map.of())).isEqualTo("direct");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.test/, http_proxy=p:1, p:1",
    "http://a.test/, HTTP_PROXY=http://p:1, p:1",
    "http://a.test/, HTTPS_PROXY=p:1, direct",
    "https://a.test/, HTTPS_PROXY=p:1, p:1",
    "https://a.test/, HTTP_PROXY=p:1, direct",
    "https://a.test/, https_proxy=low:1;HTTPS_PROXY=up:2, low:1",
    "https://a.test/, https_proxy=;HTTPS_PROXY=up:2, direct",
    "http://a.test/, HTTP_PROXY= http://user:pass@p:1/ , p:1",
    "http://a.test/, HTTP_PROXY=p, p:80",
    "http://127.evil.test/, HTTP_PROXY=p:1, p:1"
  })
  void theEnvironmentNamesTheProxy(String url, String variables, String proxy) {
    assertThat(chosen(url, null, environment(variables))).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.test/, a.test, direct",
    "http://A.TEST/, a.Test, direct",
    "http://a.test/, b.test, p:1",
    "http://a.test/, 'b.test , a.test', direct",
    "http://a.test/, b.test a.test, direct",
    "http://sub.a.test/, a.test, direct",
    "http://sub.a.test/, .a.test, direct",
    "http://sub.a.test/, *.a.test, direct",
    "http://bada.test/, a.test, p:1",
    "http://a.test.evil/, a.test, p:1",
    "http://a.test/, *, direct",
    "http://a.test/, '', p:1",
    "http://a.test/, ',,', p:1",
    "http://a.test:8080/, a.test:8080, direct",
    "http://a.test/, a.test:8080, p:1",
    "http://a.test/, a.test:80, direct",
    "http://10.0.0.1/, 10.0.0.1, direct"
  })
  void noProxyExemptsHostsAndTheirDomains(String url, String exempt, String proxy) {
    assertThat(chosen(url, null, Map.of("http_proxy", "p:1", "NO_PROXY", exempt))).isEqualTo(proxy);
    assertThat(chosen(url, "p:1", Map.of("no_proxy", exempt))).isEqualTo(proxy);
  }

  @Test
  void aGivenProxyGoesBeforeTheEnvironment() {
    assertThat(chosen("http://a.test/", "given:1", Map.of("http_proxy", "other:2")))
        .isEqualTo("given:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://p:1", "https://p:1", "http://user:hunter22@", "p q:1", "http://"})
  void aProxyThatCannotBeUsedIsAProblemThatDoesNotShowIt(String proxy) {
    Transport transport = new Transport(Network.DIRECT.withProxy(proxy));
    assertThatThrownBy(() -> transport.send(Request.get(URI.create("http://a.test/"), Map.of())))
        .isInstanceOf(Problem.class)
        .hasMessage("the proxy must be given as host:port or http://host:port");
  }

  private static String chosen(String url, String fixed, Map<String, String> environment) {
    Proxy proxy = new Proxies(fixed, environment).select(URI.create(url)).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "direct";
  }

  private static Map<String, String> environment(String variables) {
    Map<String, String> environment = new java.util.HashMap<>();
    for (String variable : variables.split(";")) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return environment;
  }
}
