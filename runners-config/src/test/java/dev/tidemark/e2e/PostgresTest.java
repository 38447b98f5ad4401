package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.ContinuousSync;
import dev.tidemark.Dataset;
import dev.tidemark.SyncResult;
import dev.tidemark.Tidemark;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;
import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.sync.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Syncs into a real Postgres server: of processes, connections and servers that are killed on the
 * way, at instants that a seed decides. {@code -Dtidemark.seeds=50} takes more of them than usual.
 */
class PostgresTest {
  private static final int PAGES = 60;

  private static final Map<String, String> PEOPLE = Map.of("customers", "id", "activities", "uuid");

  @TempDir Path folder;

  private final String url = PostgresServer.database();

  @ParameterizedTest
  @CsvSource({"chartmogul", "persistiq"})
  void allStreamsEqualTheSource(String source) {
    Map<String, String> keys = source.equals("chartmogul") ? PEOPLE : Account.PERSISTIQ;
    try (Simulator simulator = simulator(source, SimulatorOptions.defaults().withSize(500))) {
      tidemark(source, simulator).sync();
      keys.forEach(
          (stream, key) ->
              assertThat(
                      Truth.differences(
                          simulator,
                          stream,
                          tidemark(source, simulator).dataset(stream).rows(),
                          key))
                  .as(stream)
                  .isEmpty());
    }
  }

  static List<Integer> seeds() {
    return IntStream.rangeClosed(1, Integer.getInteger("tidemark.seeds", 3)).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aKilledSyncIsFinishedByTheNext(int seed) throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (Simulator simulator = simulator("chartmogul", slow(seed))) {
      Process process = start(simulator);
      Program.awaitRequests(process, simulator, 1 + random.nextInt(PAGES));
      LockSupport.parkNanos(random.nextInt(100_000_000));
      process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      Program.Ended ended = Program.run(folder, "sync", "job.yaml");
      assertThat(ended.exit()).as("seed %d: %s", seed, ended.err()).isZero();
      compare(simulator, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aSyncWhoseConnectionsAreKilledGoesOnByItself(int seed) throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (Simulator simulator = simulator("chartmogul", slow(seed))) {
      CompletableFuture<SyncResult> sync =
          CompletableFuture.supplyAsync(() -> people(simulator).sync());
      long killed = 0;
      for (int kills = 1 + random.nextInt(3); kills > 0; kills--) {
        int requests = simulator.requestCount() + 1 + random.nextInt(PAGES / 3);
        while (!sync.isDone() && simulator.requestCount() < requests) {
          LockSupport.parkNanos(1_000_000);
        }
        LockSupport.parkNanos(random.nextInt(50_000_000));
        killed += PostgresServer.killConnections(url);
      }
      SyncResult result = sync.get();
      assertThat(result.isOk()).as("seed %d:%n%s", seed, result.summary()).isTrue();
      System.out.println("seed " + seed + ": " + killed + " connections killed");
      compare(simulator, seed);
    }
  }

  static List<Integer> fewSeeds() {
    return IntStream.rangeClosed(1, Math.max(2, seeds().size() / 5)).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void aCrashOfTheServerLosesNothingAndDoublesNothing(int seed) throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (Simulator simulator = simulator("chartmogul", slow(seed))) {
      Process process = start(simulator);
      Program.awaitRequests(process, simulator, 1 + random.nextInt(PAGES));
      PostgresServer.crash();
      Program.Ended ended = Program.end(process, folder);
      if (ended.exit() != 0) {
        assertThat(ended.err()).contains("postgresql://127.0.0.1");
        ended = Program.run(folder, "sync", "job.yaml");
      }
      assertThat(ended.exit()).as("seed %d: %s", seed, ended.err()).isZero();
      compare(simulator, seed);
    }
  }

  @Test
  void aContinuousSyncOutlivesItsServer() throws Exception {
    try (Simulator simulator = simulator("chartmogul", SimulatorOptions.defaults().withSize(300));
        ContinuousSync sync =
            people(simulator)
                .pace(new Pace(Duration.ofMillis(300), Duration.ofSeconds(1)))
                .follow()) {
      sync.awaitUpTo(Instant.now());
      for (int i = 0; i < 2; i++) {
        simulator.grow(50);
        PostgresServer.crash();
        simulator.grow(50);
        sync.awaitUpTo(Instant.now());
        compare(simulator, i);
      }
    }
  }

  @Test
  void aContinuousSyncWhoseLockIsLostLeavesTheConnectionToWhoeverHasTakenIt() throws Exception {
    try (Simulator simulator = simulator("chartmogul", SimulatorOptions.defaults().withSize(300))) {
      ContinuousSync sync =
          people(simulator)
              .connection("crm")
              .pace(new Pace(Duration.ofMillis(300), Duration.ofSeconds(1)))
              .follow();
      sync.awaitUpTo(Instant.now());
      try (Hold other = take("crm")) {
        assertThatThrownBy(() -> sync.awaitUpTo(Instant.MAX))
            .hasMessageContaining("connection crm in postgresql://127.0.0.1")
            .hasMessageContaining("is being synced by another process (from 127.0.0.1");
        other.renew();
      }
    }
  }

  /** What another process does that is quicker than the one that has lost it. */
  private Hold take(String connection) {
    DestinationRef ref = DestinationRef.of(url);
    while (true) {
      PostgresServer.killConnections(url);
      try {
        return ref.provider().hold(ref, connection);
      } catch (Problem problem) {
        assertThat(problem).hasMessageContaining("is being synced by another process");
      }
    }
  }

  private static Simulator simulator(String source, SimulatorOptions options) {
    return Simulators.start(source, options.withoutRateLimit());
  }

  private static SimulatorOptions slow(int seed) {
    return SimulatorOptions.defaults()
        .withSeed(seed)
        .withSize(4_000)
        .withLatency(Duration.ofMillis(40));
  }

  private Process start(Simulator simulator) throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        String.join(
            "\n",
            "source: chartmogul",
            "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
            "streams: [customers, activities]",
            "destination: " + url,
            "budget: {requests: 100000, per: 1s}",
            "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}"));
    return Program.start(folder, Map.of(), "sync", "job.yaml");
  }

  private void compare(Simulator simulator, int seed) {
    PEOPLE.forEach(
        (stream, key) -> {
          Dataset dataset = tidemark("chartmogul", simulator).dataset(stream);
          assertThat(Truth.differences(simulator, stream, dataset.rows(), key))
              .as("seed %d, %s", seed, stream)
              .isEmpty();
        });
  }

  private Tidemark people(Simulator simulator) {
    return tidemark("chartmogul", simulator).streams("customers", "activities");
  }

  private Tidemark tidemark(String source, Simulator simulator) {
    return Tidemark.source(source)
        .config(Map.of("api_key", Account.KEY, "start_date", "2024-01-01T00:00:00Z"))
        .network(Network.DIRECT.withRoutes(simulator.routes()))
        .budget(new Rate(100_000, Duration.ofSeconds(1)))
        .into(url);
  }
}
