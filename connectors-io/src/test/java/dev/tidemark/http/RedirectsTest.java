package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedirectsTest {
  private static final Map<String, String> HEADERS =
      Map.of("Authorization", "Bearer t", "X-Api-Key", "k", "Accept", "a/b", "User-Agent", "tide");

  private final Transport transport = new Transport(Network.DIRECT);

  @ParameterizedTest
  @CsvSource({
    "/new?x=1, /new?x=1",
    "sibling, /old/sibling",
    "?page=2, /old/path?page=2",
    "/a b, /a%20b",
    "' /new ', /new",
    "../up, /up"
  })
  void aLocationIsResolvedAgainstTheUrl(String location, String target) throws Exception {
    try (TestServer server = redirecting(302, location)) {
      assertThat(transport.send(server.get("/old/path")).status()).isEqualTo(200);
      assertThat(server.seen().stream().map(TestServer.Seen::uri))
          .containsExactly("/old/path", target);
    }
  }

  @Test
  void theSameHostGetsTheCredentials() throws Exception {
    try (TestServer server = redirecting(307, "/new")) {
      transport.send(Request.get(server.url("/old/path"), HEADERS));
      TestServer.Seen last = server.seen().get(1);
      assertThat(last.header("Authorization") + last.header("X-Api-Key")).isEqualTo("Bearer tk");
    }
  }

  @Test
  void anotherHostGetsHarmlessHeadersOnly() throws Exception {
    try (TestServer other = TestServer.saying("there");
        TestServer server = redirecting(302, other.otherBase() + "/new")) {
      Reply reply = transport.send(Request.get(server.url("/old/path"), HEADERS));
      assertThat(new String(reply.body(), UTF_8)).isEqualTo("there");
      TestServer.Seen seen = other.seen().get(0);
      assertThat(seen.header("Authorization")).isEqualTo(seen.header("X-Api-Key")).isNull();
      assertThat(seen.header("Accept") + seen.header("User-Agent")).isEqualTo("a/btide");
    }
  }

  @Test
  void anotherPortIsAnotherHost() throws Exception {
    try (TestServer other = TestServer.saying("there");
        TestServer server = redirecting(302, other.base() + "/new")) {
      transport.send(Request.get(server.url("/old/path"), HEADERS));
      assertThat(other.seen().get(0).header("Authorization")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.test/a, https://API.test:443/b, Bearer t",
    "http://api.test/a, https://api.test/b, Bearer t",
    "http://api.test:80/a, https://api.test:444/b, ",
    "http://api.test:8080/a, https://api.test/b, ",
    "https://api.test/a, https://evil.test/b, ",
    "https://api.test/a, https://api.test.evil.test/b, ",
    "https://api.test/a, https://api.test@evil.test/b, "
  })
  void credentialsGoOnlyWhereTheyWereMeantToGo(String from, String to, String authorization)
      throws Exception {
    Request next = Redirects.following(Request.get(URI.create(from), HEADERS), moved(302, to));
    assertThat(next.url()).isEqualTo(URI.create(to));
    assertThat(next.headers().get("Authorization")).isEqualTo(authorization);
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET, ''",
    "302, POST, GET, ''",
    "303, POST, GET, ''",
    "307, POST, POST, body",
    "308, POST, POST, body",
    "301, PUT, PUT, body"
  })
  void theStatusSaysWhetherTheBodyIsSentAgain(
      int status, String method, String nextMethod, String nextBody) throws Exception {
    try (TestServer server = redirecting(status, "/new")) {
      transport.send(
          new Request(method, server.url("/old/path"), Map.of(), "body".getBytes(UTF_8)));
      TestServer.Seen last = server.seen().get(1);
      assertThat(List.of(last.method(), last.body())).containsExactly(nextMethod, nextBody);
    }
  }

  @Test
  void aBodyIsNotSentToAnotherHost() throws Exception {
    try (TestServer other = TestServer.saying("there");
        TestServer server = redirecting(307, other.otherBase() + "/new")) {
      Request request =
          new Request("POST", server.url("/old/path"), HEADERS, "client_secret=x".getBytes(UTF_8));
      assertThatThrownBy(() -> transport.send(request))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("redirects a request with a body to another host");
      assertThat(other.seen()).isEmpty();
    }
  }

  @Test
  void aRedirectFromHttpsToHttpIsRefused() throws Exception {
    try (TestServer server = redirecting(302, "http://secure.test/new")) {
      Transport routed =
          new Transport(Network.DIRECT.withRoutes(Map.of("secure.test", server.base())));
      assertThatThrownBy(
              () -> routed.send(Request.get(URI.create("https://secure.test/old"), HEADERS)))
          .isInstanceOf(Refused.class)
          .hasMessage("secure.test redirects from https to http, which is not followed");
      assertThat(server.seen()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://", "http://[", "mailto:a@b", "http://%zz/", ":", "javascript:x"})
  void aLocationThatIsNoUrlIsRefused(String location) throws Exception {
    try (TestServer server = redirecting(302, location)) {
      assertThatThrownBy(() -> transport.send(server.get("/old")))
          .isInstanceOf(Refused.class)
          .hasMessage("127.0.0.1:%d redirects to something that is not a URL", server.port());
    }
  }

  @Test
  void aLoopEndsAfterFiveRedirects() throws Exception {
    try (TestServer server =
        TestServer.answering(exchange -> TestServer.redirect(exchange, 302, "/again"))) {
      assertThatThrownBy(() -> transport.send(server.get("/old")))
          .isInstanceOf(Refused.class)
          .hasMessage("more than 5 redirects, last to GET %s/again", server.base());
      assertThat(server.seen()).hasSize(6);
    }
  }

  @Test
  void aRedirectThatNamesNoPlaceIsAnAnswer() throws Exception {
    try (TestServer server =
        TestServer.answering(exchange -> TestServer.reply(exchange, 302, "where?"))) {
      assertThat(transport.send(server.get("/")).status()).isEqualTo(302);
    }
  }

  @Test
  void aLocationIsOnlyFollowedForARedirect() throws Exception {
    try (TestServer server =
        TestServer.answering(exchange -> TestServer.redirect(exchange, 201, "/created"))) {
      assertThat(transport.send(server.get("/")).status()).isEqualTo(201);
    }
  }

  private static Reply moved(int status, String location) {
    return new Reply(status, Map.of("Location", List.of(location)), new byte[0], 0, 0);
  }

  /** Redirects what is under {@code /old}, answers all else. */
  private static TestServer redirecting(int status, String location) throws Exception {
    return TestServer.answering(
        exchange -> {
          String uri = exchange.getRequestURI().toString();
          if (uri.equals("/old") || uri.equals("/old/path")) {
            TestServer.redirect(exchange, status, location);
          } else {
            TestServer.reply(exchange, 200, "here");
          }
        });
  }
}
