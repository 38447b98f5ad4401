package dev.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatorsTest {
  private static final SimulatorOptions SMALL = SimulatorOptions.defaults().withSize(300);

  @Test
  void namesAreListed() {
    assertThat(Simulators.names())
        .containsExactly("chartmogul", "convex", "persistiq", "s3", "twilio");
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Simulators.start("chartmogle", SMALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chartmogle")
        .hasMessageContaining("chartmogul, convex, persistiq, s3, twilio");
  }

  @Test
  void unknownStreamListsTheKnownOnes() {
    try (Simulator sim = Simulators.start("persistiq", SMALL)) {
      assertThatThrownBy(() -> sim.truth("lead"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'lead'; there are: users, leads");
    }
  }

  @Test
  void optionsMayBeGivenInAnyOrder() {
    SimulatorOptions one = SMALL.withSeed(7).withApiKey("k").withoutRateLimit();
    SimulatorOptions other = SMALL.withoutRateLimit().withApiKey("k").withSeed(7);
    assertThat(one).usingRecursiveComparison().isEqualTo(other);
    assertThat(SMALL.seed()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chartmogul", "persistiq", "twilio"})
  void sameSeedGivesTheSameRecords(String name) {
    try (Simulator one = Simulators.start(name, SMALL.withSeed(7));
        Simulator two = Simulators.start(name, SMALL.withSeed(7));
        Simulator other = Simulators.start(name, SMALL.withSeed(8))) {
      one.grow(50);
      two.grow(50);
      other.grow(50);
      for (String stream : one.streams()) {
        assertThat(two.truth(stream)).as(stream).isEqualTo(one.truth(stream));
        assertThat(other.truth(stream)).as(stream).isNotEqualTo(one.truth(stream));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chartmogul", "persistiq", "twilio"})
  void truthTakenBeforeGrowthStaysAsItWas(String name) {
    try (Simulator sim = Simulators.start(name, SMALL)) {
      for (String stream : sim.streams()) {
        List<Map<String, Object>> lazy = sim.truth(stream);
        List<Map<String, Object>> before = List.copyOf(lazy);
        sim.grow(20);
        assertThat(lazy).as(stream).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chartmogul", "persistiq", "twilio"})
  void emptyAccountHasEmptyStreams(String name) {
    try (Simulator sim = Simulators.start(name, SMALL.withSize(0))) {
      sim.streams().forEach(stream -> assertThat(sim.truth(stream)).isNotNull());
      sim.grow(5);
      sim.streams().forEach(stream -> assertThat(sim.truth(stream)).as(stream).isNotEmpty());
    }
  }

  @Test
  void requestsAreRecordedAsTheyCame() throws Exception {
    Instant now = Instant.parse("2026-05-01T00:00:00Z");
    SimulatorOptions options = SMALL.withClock(Clock.fixed(now, ZoneOffset.UTC));
    try (Simulator sim = Simulators.start("persistiq", options)) {
      Client.persistIq(sim).get("/v1/leads?status=won+%26+done&page=1", Map.of("X-Thing", "a"));
      RecordedRequest request = sim.requests().get(0);
      assertThat(request.method() + " " + request.path()).isEqualTo("GET /v1/leads");
      assertThat(request.query())
          .isEqualTo(Map.of("status", List.of("won & done"), "page", List.of("1")));
      assertThat(request.headers())
          .containsEntry("x-thing", "a")
          .containsEntry("x-api-key", "demo");
      assertThat(request.arrival()).isEqualTo(now);
      assertThat(request.status()).isEqualTo(200);
      assertThat(request.sentNanos()).isGreaterThan(request.arrivalNanos());
      assertThat(request.fault()).isNull();
    }
  }

  @Test
  void clearedRequestsAreForgotten() throws Exception {
    try (Simulator sim = Simulators.start("chartmogul", SMALL)) {
      Client client = Client.chartMogul(sim);
      client.get("/v1/ping");
      sim.clearRequests();
      client.get("/v1/customers?per_page=1");
      assertThat(sim.requestCount()).isEqualTo(1);
      assertThat(sim.requests()).extracting(RecordedRequest::path).containsExactly("/v1/customers");
    }
  }

  @Test
  void oneConnectionServesManyRequests() throws Exception {
    try (Simulator sim = Simulators.start("chartmogul", SMALL);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), sim.port())) {
      String ping = "GET /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write((ping + ping + ping).getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers.split("HTTP/1.1 401 Unauthorized", -1)).hasSize(4);
    }
  }

  @Test
  void compressesWhenAskedTo() throws Exception {
    try (Simulator sim = Simulators.start("chartmogul", SMALL.withCompress(true))) {
      Client client = Client.chartMogul(sim);
      HttpResponse<byte[]> plain = client.get("/v1/customers");
      HttpResponse<byte[]> zipped = client.get("/v1/customers", Map.of("Accept-Encoding", "gzip"));
      assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
          .isEqualTo(plain.body());
    }
  }

  @Test
  void latencyDelaysEachAnswer() throws Exception {
    Duration latency = Duration.ofMillis(50);
    try (Simulator sim = Simulators.start("chartmogul", SMALL.withLatency(latency))) {
      Client.chartMogul(sim).get("/v1/ping");
      RecordedRequest request = sim.requests().get(0);
      assertThat(request.sentNanos() - request.arrivalNanos())
          .isGreaterThanOrEqualTo(latency.toNanos());
    }
  }

  @Test
  void closedSimulatorTakesNoConnection() {
    Simulator sim = Simulators.start("chartmogul", SMALL);
    sim.close();
    assertThatThrownBy(
            () ->
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(URI.create(sim.url())).build(),
                        HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void portThatIsTakenIsNamed() {
    try (Simulator sim = Simulators.start("chartmogul", SMALL)) {
      assertThatThrownBy(() -> Simulators.start("chartmogul", SMALL.withPort(sim.port())))
          .hasMessageContaining("127.0.0.1:" + sim.port());
    }
  }

  @Test
  void twoHundredThousandCustomersTakeHardlyAnyMemoryUntilTheyAreRead() {
    long before = usedBytes();
    try (Simulator sim =
        Simulators.start("chartmogul", SimulatorOptions.defaults().withSize(200_000))) {
      List<Map<String, Object>> customers = sim.truth("customers");
      assertThat(customers.get(199_999)).containsKey("uuid");
      assertThat(usedBytes() - before).isLessThan(20L << 20);
      assertThat(customers).hasSize(200_000);
    }
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
