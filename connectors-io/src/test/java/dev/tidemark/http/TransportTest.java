package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransportTest {
  private static final int LIMIT = 10_000;
  private static final String TEXT = "{\"text\":\"ä€😀\"}";

  private final Transport transport =
      new Transport(
          Network.DIRECT, new Transport.Limits(LIMIT, 1_000, 1_000_000, Duration.ofMinutes(1)));

  @Test
  void bringsStatusHeadersAndBody() throws Exception {
    try (TestServer server =
        TestServer.answering(
            exchange -> {
              exchange.getResponseHeaders().set("X-Request-Id", "42");
              TestServer.reply(exchange, 404, TEXT);
            })) {
      Reply reply = transport.send(server.get("/a?b=c%20d"));
      assertThat(reply.status() + " " + reply.header("x-request-ID").orElse(""))
          .isEqualTo("404 42");
      assertThat(new String(reply.body(), UTF_8)).isEqualTo(TEXT);
      assertThat(server.seen().get(0).uri()).isEqualTo("/a?b=c%20d");
    }
  }

  @Test
  void sendsMethodHeadersAndBody() throws Exception {
    try (TestServer server = TestServer.saying("ok")) {
      Map<String, String> headers = Map.of("Authorization", "Bearer t", "Content-Type", "text/x");
      transport.send(new Request("POST", server.url("/"), headers, TEXT.getBytes(UTF_8)));
      TestServer.Seen seen = server.seen().get(0);
      assertThat(seen.method() + " " + seen.body()).isEqualTo("POST " + TEXT);
      assertThat(seen.header("Authorization") + " " + seen.header("Content-Type"))
          .isEqualTo("Bearer t text/x");
    }
  }

  @Test
  void aGetMayHaveABody() throws Exception {
    try (TestServer server = TestServer.saying("ok")) {
      transport.send(new Request("GET", server.url("/"), Map.of(), "{}".getBytes(UTF_8)));
      assertThat(server.seen().get(0).method() + server.seen().get(0).body()).isEqualTo("GET{}");
    }
  }

  @Test
  void headersThatTheClientWritesItselfAreLeftOut() throws Exception {
    try (TestServer server = TestServer.saying("ok")) {
      Map<String, String> headers =
          Map.of("Connection", "close", "host", "x", "Content-Length", "9");
      transport.send(Request.get(server.url("/"), headers));
      assertThat(server.seen().get(0).header("Host")).isEqualTo("127.0.0.1:" + server.port());
    }
  }

  @Test
  void aHeaderThatHttpForbidsIsAProblemThatDoesNotShowIt() {
    Map<String, String> headers = Map.of("Authorization", "Bearer hunter22\n");
    assertThatThrownBy(() -> transport.send(Request.get(URI.create("http://x.test/"), headers)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'Authorization'")
        .hasNoCause()
        .message()
        .doesNotContain("hunter22");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x.test/", "/path", "mailto:a@b", "http://my_host/", "http:///x"})
  void aUrlThatCannotBeAskedIsRefused(String url) {
    assertThatThrownBy(() -> transport.send(Request.get(URI.create(url), Map.of())))
        .isInstanceOf(Refused.class)
        .hasMessage("'" + url + "' is not an http or https URL");
  }

  @Test
  void aGzippedAnswerIsUnpacked() throws Exception {
    byte[] packed = gzip(TEXT.getBytes(UTF_8));
    try (TestServer server = packed("gzip", packed)) {
      Reply reply = transport.send(server.get("/"));
      assertThat(new String(reply.body(), UTF_8)).isEqualTo(TEXT);
      assertThat(reply.received()).isEqualTo(packed.length);
      assertThat(server.seen().get(0).header("Accept-Encoding")).isEqualTo("gzip");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeflatedAnswerIsUnpackedWithAndWithoutZlibHeader(boolean bare) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
    try (OutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(TEXT.getBytes(UTF_8));
    }
    try (TestServer server = packed("Deflate", packed.toByteArray())) {
      assertThat(new String(transport.send(server.get("/")).body(), UTF_8)).isEqualTo(TEXT);
    }
  }

  @Test
  void encodingsAreUndoneInReverse() throws Exception {
    byte[] twice = gzip(gzip(TEXT.getBytes(UTF_8)));
    try (TestServer server = packed("gzip, identity, x-gzip", twice)) {
      assertThat(new String(transport.send(server.get("/")).body(), UTF_8)).isEqualTo(TEXT);
    }
  }

  @Test
  void anEmptyAnswerMaySayThatItIsPacked() throws Exception {
    try (TestServer server = packed("gzip", new byte[0])) {
      assertThat(transport.send(server.get("/")).body()).isEmpty();
    }
  }

  @Test
  void anUnknownEncodingIsRefused() throws Exception {
    try (TestServer server = packed("br", new byte[] {1, 2})) {
      assertThatThrownBy(() -> transport.send(server.get("/")))
          .isInstanceOf(Refused.class)
          .hasMessage("127.0.0.1:%d sent an answer encoded as 'br'", server.port());
    }
  }

  @Test
  void aPackedAnswerThatIsCutOrBrokenIsAnError() throws Exception {
    byte[] packed = gzip(TEXT.getBytes(UTF_8));
    byte[] cut = java.util.Arrays.copyOf(packed, packed.length - 9);
    for (byte[] body : new byte[][] {cut, "no gzip".getBytes(UTF_8)}) {
      try (TestServer server = packed("gzip", body)) {
        assertThatThrownBy(() -> transport.send(server.get("/")))
            .isInstanceOf(IOException.class)
            .isNotInstanceOf(Refused.class)
            .hasMessageStartingWith(
                "127.0.0.1:" + server.port() + " sent an answer that can't be unpacked: ");
      }
    }
  }

  @Test
  void anAnswerAtTheLimitIsTakenAndABiggerOneRefused() throws Exception {
    try (TestServer server =
        TestServer.answering(
            exchange -> {
              int size = Integer.parseInt(exchange.getRequestURI().getQuery());
              TestServer.reply(exchange, 200, new byte[size]);
            })) {
      assertThat(transport.send(server.get("/?" + LIMIT)).body()).hasSize(LIMIT);
      assertThatThrownBy(() -> transport.send(server.get("/?" + (LIMIT + 1))))
          .isInstanceOf(Refused.class)
          .hasMessage("127.0.0.1:%d sent an answer of more than 10000 bytes", server.port());
    }
  }

  @Test
  void anAnswerWithoutEndIsRefusedWhenItGrowsTooLarge() throws Exception {
    try (TestServer server =
        TestServer.answering(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write(new byte[1_000]);
              }
            })) {
      assertThatThrownBy(() -> transport.send(server.get("/")))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("more than 10000 bytes");
    }
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws Exception {
    byte[] bomb = gzip(new byte[5_000_000]);
    assertThat(bomb.length).isLessThan(LIMIT);
    try (TestServer server = packed("gzip", bomb)) {
      assertThatThrownBy(() -> transport.send(server.get("/")))
          .isInstanceOf(Refused.class)
          .hasMessage(
              "127.0.0.1:%d sent an answer that unpacks to more than 10000 bytes", server.port());
    }
  }

  @Test
  void aLargeAnswerMayComeInAFile() throws Exception {
    byte[] body = "0123456789".repeat(50_000).getBytes(UTF_8);
    try (TestServer server =
        TestServer.answering(exchange -> TestServer.reply(exchange, 200, body))) {
      Reply reply = transport.send(server.get("/").spooling());
      assertThat(reply.body()).isEmpty();
      assertThat(reply.size()).isEqualTo(body.length);
      assertThat(reply.open().readAllBytes()).isEqualTo(body);
      assertThat(reply.open().readAllBytes()).isEqualTo(body);
      assertThat(reply.excerpt()).startsWith("0123456789");
      reply.discard();
      assertThat(reply.file().file().isOpen()).isFalse();
    }
  }

  @Test
  void aPackedOneIsUnpackedInAFile() throws Exception {
    byte[] body = new byte[500_000];
    new Random(4).nextBytes(body);
    try (TestServer server = packed("gzip", gzip(body))) {
      Reply reply = transport.send(server.get("/").spooling());
      assertThat(reply.open().readAllBytes()).isEqualTo(body);
      assertThat(reply.received()).isGreaterThan(body.length);
      reply.discard();
    }
    try (TestServer server = packed("gzip", gzip(new byte[2_000_000]))) {
      assertThatThrownBy(() -> transport.send(server.get("/").spooling()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("unpacks to more than 1000000 bytes");
    }
  }

  @Test
  void aSmallAnswerIsHeldInMemoryAllTheSame() throws Exception {
    try (TestServer server =
        TestServer.answering(exchange -> TestServer.reply(exchange, 200, new byte[1_000]))) {
      Reply reply = transport.send(server.get("/").spooling());
      assertThat(reply.file()).isNull();
      assertThat(reply.body()).hasSize(1_000);
    }
  }

  @Test
  void neitherErrorsNorFilesHaveNoEnd() throws Exception {
    try (TestServer server =
        TestServer.answering(
            exchange -> {
              boolean isError = exchange.getRequestURI().getPath().equals("/error");
              TestServer.reply(
                  exchange, isError ? 500 : 200, new byte[isError ? 20_000 : 1_000_001]);
            })) {
      assertThatThrownBy(() -> transport.send(server.get("/error").spooling()))
          .hasMessageContaining("more than 10000 bytes");
      assertThatThrownBy(() -> transport.send(server.get("/").spooling()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("more than 1000000 bytes");
    }
  }

  @Test
  void theUsualLimitIsToldInMegabytes() {
    assertThat(BoundedBody.tooLarge("an answer of", Transport.Limits.USUAL.body()))
        .isEqualTo("an answer of more than 256 MB");
  }

  private static TestServer packed(String encoding, byte[] body) throws IOException {
    return TestServer.answering(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", encoding);
          TestServer.reply(exchange, 200, body);
        });
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
