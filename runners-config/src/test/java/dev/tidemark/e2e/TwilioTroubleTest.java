package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.sync.StreamReport;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All streams of a simulated Twilio account, killed and disturbed at seeded instants. {@code
 * -Dtidemark.seeds=100} runs more seeds than usual.
 */
class TwilioTroubleTest {
  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("tidemark.seeds", 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aKilledSyncIsFinishedByTheNextWithoutReadingStagedPagesAgain(long seed) throws Exception {
    Random random = new Random(seed);
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withSeed(seed)
            .withSize(200)
            .withMaxPageSize(10 + random.nextInt(30))
            .withLatency(Duration.ofMillis(random.nextInt(20)))
            .withoutRateLimit();
    try (Simulator simulator = Simulators.start("twilio", options)) {
      Files.writeString(folder.resolve("job.yaml"), TwilioSyncTest.job(simulator));
      boolean isAlive = kill(simulator, random);
      Account account = new Account("twilio", simulator, folder.resolve("out.duckdb"));
      Set<String> staged = stagedQueries(account);
      System.out.printf(
          "seed %d: %s after %d requests, %d pages staged that lead to staged ones%n",
          seed, isAlive ? "killed" : "done", simulator.requestCount(), staged.size());
      simulator.clearRequests();
      assertSynced(seed);
      Set<String> again = askedFor(simulator);
      again.retainAll(staged);
      assertThat(again).as("seed %d, pages read again", seed).isEmpty();
      assertThat(account.differences()).as("seed %d", seed).isEmpty();
      if (seed % 3 == 0) {
        simulator.grow(20);
        assertSynced(seed);
        assertThat(account.differences()).as("seed %d, later", seed).isEmpty();
      }
    }
  }

  private boolean kill(Simulator simulator, Random random)
      throws IOException, InterruptedException {
    int requests = 1 + random.nextInt(250);
    Process process = Program.start(folder, Map.of(), "sync", "job.yaml");
    while (process.isAlive() && simulator.requestCount() < requests) {
      LockSupport.parkNanos(100_000);
    }
    LockSupport.parkNanos(random.nextInt(200_000_000));
    boolean isAlive = process.isAlive();
    process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    return isAlive;
  }

  private void assertSynced(long seed) throws IOException, InterruptedException {
    Program.Ended ended = Program.run(folder, "sync", "job.yaml");
    assertThat(ended.exit()).as("seed %d: %s", seed, ended.err()).isZero();
  }

  /**
   * What was asked for to get from one staged page to the next, of streams that are no other
   * stream's parent: those are listed anew, to find what hangs on them.
   */
  private static Set<String> stagedQueries(Account account) {
    if (!Files.exists(account.database())) {
      return Set.of();
    }
    Set<String> queries = new HashSet<>();
    DestinationRef ref = DestinationRef.of("duckdb:" + account.database());
    try (Destination destination = ref.open(Access.WRITE);
        QueryResult result =
            destination.query(
                "SELECT (l.detail->>'token')::JSON->>'next' FROM _tidemark_ledger l"
                    + " JOIN _tidemark_ledger n ON n.stream = l.stream AND n.sync = l.sync"
                    + " AND n.slice = l.slice AND n.page = l.page + 1 WHERE l.stream NOT IN"
                    + " ('accounts', 'addresses', 'conferences', 'messages', 'conversations',"
                    + " 'users', 'services', 'flows', 'executions')")) {
      result.forEachRemaining(row -> queries.add(query(String.valueOf(row.get(0)))));
    }
    return queries;
  }

  /** The parameters of a link, in one order. */
  private static String query(String link) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : link.substring(link.indexOf('?') + 1).split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
    }
    return parameters.toString();
  }

  private static Set<String> askedFor(Simulator simulator) {
    Set<String> asked = new HashSet<>();
    for (RecordedRequest request : simulator.requests()) {
      Map<String, String> parameters = new TreeMap<>();
      request.query().forEach((name, values) -> parameters.put(name, values.get(0)));
      asked.add(parameters.toString());
    }
    return asked;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void successMeansEqualityWhateverGoesWrong(long seed) {
    boolean isMild = seed % 2 == 0;
    FaultPlan plan =
        isMild ? FaultPlan.transientFaults(seed, 0.15) : FaultPlan.anyFault(seed, 0.05);
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withSeed(seed)
            .withSize(60 + (int) (seed % 7) * 20)
            .withMaxPageSize(20)
            .withFaults(
                plan.withRetryAfter(Duration.ofMillis(30)).withSlowness(Duration.ofMillis(50)));
    try (Simulator simulator = Simulators.start("twilio", options)) {
      Account account = new Account("twilio", simulator, folder.resolve("out.duckdb"));
      SyncResult result = account.tidemark().sync();
      long failed = result.streams().values().stream().filter(s -> s.error() != null).count();
      System.out.printf(
          "seed %d: %d requests, %d streams failed%n", seed, simulator.requestCount(), failed);
      assertThat(account.differences(name -> result.streams().get(name).error() == null))
          .as("%s", plan)
          .isEmpty();
      result.streams().values().forEach(report -> assertTellsWhere(report, plan));
      assertThat(simulator.violations()).as("%s", plan).isEmpty();
      if (isMild) {
        result.orThrow();
      }
    }
  }

  private static void assertTellsWhere(StreamReport report, FaultPlan plan) {
    if (report.error() != null) {
      assertThat(report.error())
          .as("%s %s", report.stream(), plan)
          .containsPattern("https://\\w+\\.twilio\\.com/")
          .doesNotContain("ACdec0de00000000000000000000000000:");
    }
  }
}
