package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.LiveWriter;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A deployment that lives, and a continuous sync that is killed now and then and started again;
 * {@code -Dtidemark.soak=30m} makes it last, {@code -Dtidemark.seed=N} decides when what happens.
 */
class SoakTest {
  private static final Pattern ADDRESS = Pattern.compile("metrics at (http\\S+)");
  private static final Pattern LAG = Pattern.compile("(?m)^tidemark_lag_seconds\\{.*} (\\S+)$");
  private static final Pattern MEMORY = Pattern.compile("(?m)^tidemark_memory_bytes (\\S+)$");
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration COMMIT = Duration.ofSeconds(10);
  private static final double MOST_LAG = POLL.multipliedBy(2).plus(COMMIT).toSeconds();
  private static final Duration MOST_LIFE = Duration.ofMinutes(2);
  private static final double MOST_GROWTH = 32e6;
  private static final int STREAMS = 5;
  private static final long LOOK_NANOS = 200_000_000;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(Integer.getInteger("tidemark.seed", 1));
  private final Duration length =
      Duration.parse("PT" + System.getProperty("tidemark.soak", "12s").toUpperCase(Locale.ROOT));
  private Process process;

  @Test
  @SuppressWarnings("try") // the writer writes for as long as it is open
  void theTablesEqualTheDeploymentTheLagIsSmallAndMemoryDoesNotGrow() throws Exception {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withSeed(1)
            .withSize(1_000)
            .withFaults(FaultPlan.transientFaults(1, 0.02).withSlowness(Duration.ofMillis(50)))
            .withoutRateLimit();
    try (Simulator simulator = Simulators.start("convex", options)) {
      Files.writeString(folder.resolve("job.yaml"), job(simulator));
      int kills;
      double growth;
      try (LiveWriter writer = LiveWriter.start(simulator, 50)) {
        kills = killAgainAndAgain(length.multipliedBy(2).dividedBy(3));
        growth = growth(length.dividedBy(3));
      }
      double lag = lagInTheQuiet(length.dividedBy(10).plus(POLL.multipliedBy(2)));
      process.destroy();
      Program.Ended ended = Program.end(process, folder);
      String about =
          String.format(
              Locale.ROOT,
              "%s: %d kills, %d requests, lag in the quiet at most %.1f s, memory grew %.1f MB",
              length,
              kills,
              simulator.requestCount(),
              lag,
              growth / 1e6);
      System.out.println(about);
      assertThat(ended.exit()).as(ended.err()).isZero();
      Account account = new Account("convex", simulator, folder.resolve("out.duckdb"));
      assertThat(Tables.differences(simulator, Map.of(), account::dataset)).as(about).isEmpty();
      assertThat(lag).as(about).isLessThan(MOST_LAG);
      assertThat(growth).as(about).isLessThan(MOST_GROWTH);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  /** Starts the sync, which dies and is started again; returns how often. */
  private int killAgainAndAgain(Duration time) throws Exception {
    int kills = 0;
    start();
    Instant ends = Instant.now().plus(time);
    do {
      long most = Math.min(time.toMillis(), MOST_LIFE.toMillis());
      LockSupport.parkNanos(Duration.ofMillis(random.nextLong(most)).toNanos());
      process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      kills++;
      start();
    } while (Instant.now().isBefore(ends));
    return kills;
  }

  /** By how much the least memory it gets by with grows from the first half to the second. */
  private double growth(Duration time) throws Exception {
    awaitFollowing();
    return -least(time.dividedBy(2)) + least(time.dividedBy(2));
  }

  private double least(Duration time) throws Exception {
    Instant ends = Instant.now().plus(time);
    double least = Double.MAX_VALUE;
    do {
      least = Math.min(least, figures(MEMORY).get(0));
      LockSupport.parkNanos(LOOK_NANOS);
    } while (Instant.now().isBefore(ends));
    return least;
  }

  private double lagInTheQuiet(Duration time) throws Exception {
    awaitFollowing();
    while (Collections.max(figures(LAG)) >= MOST_LAG) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    Instant ends = Instant.now().plus(time);
    double most = 0;
    while (Instant.now().isBefore(ends)) {
      most = Math.max(most, Collections.max(figures(LAG)));
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return most;
  }

  private void start() throws IOException {
    process =
        Program.start(folder, Map.of(), "sync", "job.yaml", "--continuous", "--metrics-port", "0");
  }

  /** Until every stream has had a turn. */
  private void awaitFollowing() throws Exception {
    while (figures(LAG).size() < STREAMS) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private List<Double> figures(Pattern pattern) throws IOException, InterruptedException {
    List<Double> figures = new ArrayList<>();
    Matcher matcher = pattern.matcher(page());
    while (matcher.find()) {
      figures.add(Double.valueOf(matcher.group(1)));
    }
    return figures;
  }

  private String page() throws IOException, InterruptedException {
    while (true) {
      String told = Files.readString(folder.resolve("err"));
      assertThat(process.isAlive()).as(told).isTrue();
      Matcher address = ADDRESS.matcher(told);
      if (address.find()) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.group(1))).build();
        return client.send(request, BodyHandlers.ofString()).body();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static String job(Simulator simulator) {
    return String.join(
        "\n",
        "source: convex",
        "config: {deployment_url: https://demo-tidemark-1.convex.cloud, access_key: demo}",
        "destination: duckdb:out.duckdb",
        "poll: " + POLL.toSeconds() + "s",
        "commit: " + COMMIT.toSeconds() + "s",
        "network: {routes: {demo-tidemark-1.convex.cloud: '" + simulator.url() + "'}}");
  }
}
