package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is said when no whole answer came. */
final class FaultsTest {
  private final Transport transport = new Transport(Network.DIRECT);

  @Test
  void anUnknownHostIsNamed() {
    assertThat(fault(Request.get(URI.create("http://no-such-host.invalid/x"), Map.of())))
        .isEqualTo("the host no-such-host.invalid is not known; is there a network?");
  }

  @Test
  void aHostThatRefusesConnectionsIsNamed() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(fault(Request.get(URI.create("http://127.0.0.1:" + port + "/x"), Map.of())))
        .isEqualTo("127.0.0.1:" + port + " refuses connections");
  }

  @Test
  void aConnectionThatIsClosedWithoutAnAnswerIsSaidSo() throws Exception {
    try (RawServer server = RawServer.answering(client -> false)) {
      assertThat(fault(server.get("/x")))
          .isEqualTo(server.host() + " closed the connection without an answer");
    }
  }

  @Test
  void aConnectionThatIsResetIsSaidSo() throws Exception {
    try (RawServer server =
        RawServer.answering(
            client -> {
              client.setSoLinger(true, 0);
              return false;
            })) {
      assertThat(fault(server.get("/x"))).startsWith(server.host() + " closed the connection");
    }
  }

  @Test
  void anAnswerThatIsCutIsSaidSo() throws Exception {
    try (RawServer server =
        RawServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":1")) {
      assertThat(fault(server.get("/x")))
          .startsWith("the connection to " + server.host() + " broke: ")
          .contains("100", "6");
    }
  }

  @Test
  void aChunkedAnswerThatIsCutIsSaidSo() throws Exception {
    try (RawServer server =
        RawServer.sending("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":")) {
      assertThat(fault(server.get("/x")))
          .startsWith("the connection to " + server.host() + " broke: ");
    }
  }

  @Test
  void anAnswerThatIsNoHttpIsSaidSoWithoutSecrets() throws Exception {
    Masking.register("s3cret-in-garbage");
    try (RawServer server = RawServer.sending("+OK s3cret-in-garbage\r\n\r\n")) {
      assertThat(fault(server.get("/x")))
          .startsWith("the connection to " + server.host() + " broke: ")
          .doesNotContain("s3cret-in-garbage");
    }
  }

  @Test
  void aServerWithoutTlsIsSaidSo() throws Exception {
    try (RawServer server = RawServer.greeting("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      assertThat(fault(Request.get(URI.create("https://" + server.host() + "/x"), Map.of())))
          .startsWith("no secure connection to " + server.host() + ": ");
    }
  }

  @Test
  void anAnswerThatTakesTooLongIsGivenUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Transport impatient = new Transport(Network.DIRECT, limits(Duration.ofMillis(200)));
    try (RawServer server =
        RawServer.answering(
            client -> {
              client.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
              over.await();
              return false;
            })) {
      assertThatThrownBy(() -> impatient.send(server.get("/x")))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(server.host() + " did not finish its answer within ");
    } finally {
      over.countDown();
    }
  }

  @Test
  void aFileMayTakeLongerIfItGetsOn() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Transport impatient = new Transport(Network.DIRECT, limits(Duration.ofMillis(300)));
    try (RawServer server =
        RawServer.answering(
            client -> {
              OutputStream out = client.getOutputStream();
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n".getBytes(UTF_8));
              for (int i = 0; i < 10; i++) {
                out.write(new byte[1_000]);
                out.flush();
                assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
              }
              return false;
            })) {
      Reply reply = impatient.send(server.get("/x").spooling());
      assertThat(reply.size()).isEqualTo(10_000);
      reply.discard();
    }
  }

  /** The JDK's client would send it twice, and the account would know of one. */
  @Test
  void aGetIsSentOnceHoweverItsConnectionEnds() throws Exception {
    try (RawServer server = RawServer.answering(client -> false)) {
      fault(server.get("/x"));
      fault(server.get("/y"));
      assertThat(server.requests()).containsExactly("GET /x HTTP/1.1", "GET /y HTTP/1.1");
    }
  }

  @Test
  void aGetIsSentOnceOnAConnectionThatHadBeenKept() throws Exception {
    byte[] ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(UTF_8);
    AtomicReference<RawServer> self = new AtomicReference<>();
    try (RawServer server =
        RawServer.answering(
            client -> {
              boolean first = self.get().requests().size() == 1;
              client.getOutputStream().write(first ? ok : new byte[0]);
              return first;
            })) {
      self.set(server);
      assertThat(transport.send(server.get("/x")).status()).isEqualTo(200);
      fault(server.get("/y"));
      assertThat(server.requests()).containsExactly("GET /x HTTP/1.1", "GET /y HTTP/1.1");
    }
  }

  @Test
  void anInterruptionEndsTheWaitForAnAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    try (RawServer server =
        RawServer.answering(
            client -> {
              asked.countDown();
              over.await();
              return false;
            })) {
      Thread thread =
          new Thread(() -> outcome.set(catchThrowable(() -> transport.send(server.get("/x")))));
      thread.start();
      asked.await();
      thread.interrupt();
      thread.join();
      assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    } finally {
      over.countDown();
    }
  }

  private String fault(Request request) {
    Throwable fault = catchThrowable(() -> transport.send(request));
    assertThat(fault).isInstanceOf(IOException.class);
    return fault.getMessage();
  }

  private static Transport.Limits limits(Duration answer) {
    return new Transport.Limits(1_000_000, 1_000, 1_000_000, answer);
  }
}
