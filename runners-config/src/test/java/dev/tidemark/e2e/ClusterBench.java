package dev.tidemark.e2e;

import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.twilio.TwilioControls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;

/**
 * A sync that waits for its source most of the time, on a Flink cluster of one TaskManager and of
 * two: {@code ClusterBench [LATENCY IN MILLISECONDS] [SUBACCOUNTS]}.
 */
final class ClusterBench {
  private static final int SLOTS = 8;
  private static final double NANOS = 1e9;

  private final Path folder;
  private final Duration latency;
  private final int subaccounts;

  private ClusterBench(Path folder, Duration latency, int subaccounts) {
    this.folder = folder;
    this.latency = latency;
    this.subaccounts = subaccounts;
  }

  public static void main(String[] arguments) throws Exception {
    int latency = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int subaccounts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
    Path folder = Files.createTempDirectory("tidemark-cluster");
    new ClusterBench(folder, Duration.ofMillis(latency), subaccounts).run();
  }

  private void run() throws Exception {
    System.out.println("| TaskManagers | slots | requests | reading, s | the whole command, s |");
    System.out.println("|---|---|---|---|---|");
    double one = reading(1);
    double two = reading(2);
    System.out.printf(Locale.ROOT, "two are %.2f times as fast as one%n", one / two);
  }

  /** How long the cluster read, from the first request for calls to the last. */
  private double reading(int workers) throws Exception {
    Path place = Files.createDirectory(folder.resolve(String.valueOf(workers)));
    SimulatorOptions options =
        SimulatorOptions.defaults().withSize(100).withoutRateLimit().withLatency(latency);
    try (Simulator simulator = Simulators.start("twilio", options);
        FlinkCluster cluster =
            FlinkCluster.start(place, workers, SLOTS, Map.of("API_KEY", Account.KEY))) {
      simulator.controls(TwilioControls.class).subaccounts(subaccounts);
      Files.write(place.resolve("job.yaml"), job(simulator, workers * SLOTS));
      long started = System.nanoTime();
      Program.Ended ended =
          Program.run(
              place,
              Map.of("API_KEY", Account.KEY),
              "sync",
              "job.yaml",
              "--runner",
              "flink",
              "--flink-master",
              cluster.address());
      double whole = (System.nanoTime() - started) / NANOS;
      if (ended.exit() != 0) {
        throw new IllegalStateException(ended.err());
      }
      LongSummaryStatistics arrivals =
          simulator.requests().stream()
              .filter(request -> request.path().contains("/Calls"))
              .mapToLong(RecordedRequest::arrivalNanos)
              .summaryStatistics();
      double reading = (arrivals.getMax() - arrivals.getMin()) / NANOS;
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %,d | %.1f | %.1f |%n",
          workers,
          workers * SLOTS,
          arrivals.getCount(),
          reading,
          whole);
      return reading;
    }
  }

  private static List<String> job(Simulator simulator, int concurrency) throws IOException {
    List<String> job = new ArrayList<>();
    job.add("source: twilio");
    job.add("config:");
    job.add("  account_sid: " + Simulators.credentials("twilio", Account.KEY).get("account_sid"));
    job.add("  auth_token: ${API_KEY}");
    job.add("  start_date: 2024-01-01T00:00:00Z");
    // Twilio limits what is under way at once, not a rate; by default the source asks for little.
    job.add("  num_workers: " + concurrency);
    job.add("streams: [calls]");
    job.add("destination: " + PostgresServer.database());
    job.add("concurrency: " + concurrency);
    job.add("budget: {requests: 100000, per: 1s}");
    job.add("network:");
    job.add("  routes:");
    simulator.routes().forEach((host, to) -> job.add("    " + host + ": '" + to + "'"));
    return job;
  }
}
