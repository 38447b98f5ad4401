package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.json.Json;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real process, killed with -9 at an instant that a seed decides, then run again. {@code
 * -Dtidemark.seeds=100} takes more instants than usual.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
  private static final AtomicInteger STAGED = new AtomicInteger();

  @TempDir Path folder;

  static List<Integer> seeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 6)).boxed().toList();
  }

  @AfterAll
  static void somePagesWereStagedWhenProcessesDied() {
    assertThat(STAGED).hasPositiveValue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aKilledSyncIsFinishedByTheNextWithoutReadingStagedPagesAgain(int seed) throws Exception {
    STAGED.addAndGet(killAndFinish(seed));
  }

  private int killAndFinish(int seed) throws IOException, InterruptedException {
    System.out.println("seed " + seed);
    Path place = Files.createDirectory(folder.resolve("seed" + seed));
    Random random = new Random(seed);
    try (Simulator simulator =
        Simulators.start(
            "chartmogul",
            SimulatorOptions.defaults()
                .withSeed(seed)
                .withSize(4_000)
                .withoutRateLimit()
                .withLatency(Duration.ofMillis(60)))) {
      Files.writeString(place.resolve("job.yaml"), job(simulator));
      Process process = Program.start(place, Map.of(), "sync", "job.yaml");
      int requests = 1 + random.nextInt(56);
      Program.awaitRequests(process, simulator, requests);
      LockSupport.parkNanos(random.nextInt(100_000_000));
      process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      Account account = new Account("chartmogul", simulator, place.resolve("out.duckdb"));
      Set<String> staged = stagedCursors(account);
      simulator.clearRequests();
      Program.Ended ended = Program.run(place, "sync", "job.yaml");
      assertThat(ended.exit()).as("seed %d: %s", seed, ended.err()).isZero();
      assertThat(account.differences("customers", "id")).as("seed %d", seed).isEmpty();
      assertThat(account.differences("activities", "uuid")).as("seed %d", seed).isEmpty();
      Set<String> again = askedFor(simulator);
      again.retainAll(staged);
      assertThat(again).as("seed %d, pages read again", seed).isEmpty();
      return staged.size();
    }
  }

  private static String job(Simulator simulator) {
    return String.join(
        "\n",
        "source: chartmogul",
        "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
        "streams: [customers, activities]",
        "destination: duckdb:out.duckdb",
        "budget: {requests: 100000, per: 1s}",
        "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}");
  }

  /**
   * Cursors whose pages were staged when the process died: the token that leads from one staged
   * page to the next staged page of a slice has been used and must not be used again.
   */
  private static Set<String> stagedCursors(Account account) {
    DestinationRef ref = DestinationRef.of("duckdb:" + account.database());
    if (!Files.exists(account.database())) {
      return Set.of();
    }
    Set<String> tokens = new HashSet<>();
    try (Destination destination = ref.open(Access.WRITE);
        QueryResult result =
            destination.query(
                "SELECT l.detail->>'token' FROM _tidemark_ledger l JOIN _tidemark_ledger n"
                    + " ON n.stream = l.stream AND n.sync = l.sync AND n.slice = l.slice"
                    + " AND n.page = l.page + 1")) {
      result.forEachRemaining(row -> tokens.add(next(String.valueOf(row.get(0)))));
    }
    return tokens;
  }

  /** The value inside a token that the source would be sent. */
  private static String next(String token) {
    Object next = Json.parseObject(token).get("next");
    return String.valueOf(next);
  }

  private static Set<String> askedFor(Simulator simulator) {
    Set<String> asked = new HashSet<>();
    for (RecordedRequest request : simulator.requests()) {
      asked.addAll(request.query().getOrDefault("cursor", List.of()));
      asked.addAll(request.query().getOrDefault("start-after", List.of()));
    }
    return asked;
  }
}
