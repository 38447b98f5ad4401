package dev.tidemark.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamGroupsTest {
  private static final String STREAMS =
      """
      check: {stream_names: [a]}
      definitions:
        retriever: {requester: {url_base: "https://api.example.com"}, record_selector: {extractor: {field_path: []}}, partition_router: {type: ListPartitionRouter, cursor_field: n, values: [1, 2, 3, 4, 5, 6, 7, 8]}}
      streams:
        - {name: a, retriever: "#/definitions/retriever"}
        - {name: b, retriever: "#/definitions/retriever"}
      """;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private CyclicBarrier meeting;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      if (meeting != null) {
        meeting.await();
      }
      exchange.sendResponseHeaders(200, 2);
      underWay.decrementAndGet();
      exchange.getResponseBody().write("[]".getBytes(UTF_8));
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IOException(e);
    }
  }

  private void readBoth(String manifest) throws Exception {
    Source source =
        ManifestProvider.of("test", manifest)
            .open(
                new JsonObject(),
                Readings.QUICK.withRoutes(
                    Map.of(Manifests.HOST, "http://127.0.0.1:" + server.getAddress().getPort())),
                Readings.UNLIMITED);
    List<Future<?>> reads = new ArrayList<>();
    for (String stream : List.of("a", "b")) {
      reads.add(threads.submit(() -> Readings.records(source, stream)));
    }
    for (Future<?> read : reads) {
      read.get();
    }
  }

  @Test
  void streamsOfOneGroupAreNotAskedForAtTheSameTime() throws Exception {
    readBoth(
        STREAMS
            + """
            stream_groups:
              one: {streams: ["#/streams/0", "#/streams/1"], action: {type: BlockSimultaneousSyncsAction}}
            """);
    assertThat(most).hasValue(1);
  }

  @Test
  void otherStreamsAre() throws Exception {
    meeting = new CyclicBarrier(2);
    readBoth(
        STREAMS
            + """
            stream_groups:
              one: {streams: ["#/streams/0"], action: {type: BlockSimultaneousSyncsAction}}
              two: {streams: ["#/streams/1"], action: {type: BlockSimultaneousSyncsAction}}
            """);
    assertThat(most).hasValue(2);
  }
}
