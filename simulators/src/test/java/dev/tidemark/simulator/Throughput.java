package dev.tidemark.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Measures how fast pages of customers are served to one client with one connection; run it by
 * hand: {@code java -cp target/classes:target/test-classes:jackson-core.jar
 * dev.tidemark.simulator.Throughput 20000}. It is no test, because what it finds depends on the
 * machine.
 */
public final class Throughput {
  private static final String KEY =
      "Basic " + Base64.getEncoder().encodeToString("demo:".getBytes(StandardCharsets.US_ASCII));

  private Throughput() {}

  /** The argument is the number of customers. */
  public static void main(String[] arguments) throws Exception {
    int size = Integer.parseInt(arguments[0]);
    SimulatorOptions options =
        SimulatorOptions.defaults().withSize(size).withMaxPageSize(1_000).withoutRateLimit();
    try (Simulator sim = Simulators.start("chartmogul", options)) {
      for (int perPage : new int[] {200, 1_000}) {
        for (int round = 0; round < 6; round++) {
          measure(sim, perPage, size);
        }
      }
    }
  }

  private static void measure(Simulator sim, int perPage, int size) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    int pages = size / perPage;
    long bytes = 0;
    long start = System.nanoTime();
    for (int page = 1; page <= pages; page++) {
      bytes += read(client, sim.url() + "/v1/customers?per_page=" + perPage + "&page=" + page);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "per_page=%d: %.0f responses/s, %.0f MB/s, %.0f records/s, %d bytes/record%n",
        perPage,
        pages / seconds,
        bytes / seconds / 1e6,
        pages * perPage / seconds,
        bytes / ((long) pages * perPage));
  }

  private static long read(HttpClient client, String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", KEY).build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
  }
}
