package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.LiveWriter;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.convex.ConvexControls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A deployment that is written to all the while, faults, and real processes killed with -9, all by
 * seed: once the writing ends and a sync succeeds, the tables equal the deployment's. {@code
 * -Dtidemark.seeds=100} runs more seeds than usual.
 */
class ConvexKillTest {
  private static final List<String> FORMATS = List.of("json", "convex_encoded_json", "export_json");

  @TempDir Path folder;

  static List<Integer> seeds() {
    int count = Integer.getInteger("tidemark.seeds", 2);
    return IntStream.range(0, count).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void afterTheLastSyncTheTablesEqualTheDeployment(int seed) throws Exception {
    Random random = new Random(seed);
    String format = FORMATS.get(random.nextInt(FORMATS.size()));
    boolean hard = random.nextBoolean();
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withSeed(seed)
            .withSize(300 + random.nextInt(3_000))
            .withMaxPageSize(100 + random.nextInt(900))
            .withLatency(Duration.ofMillis(random.nextInt(30)))
            .withFaults(FaultPlan.transientFaults(seed, 0.04).withSlowness(Duration.ofMillis(50)))
            .withoutRateLimit();
    try (Simulator simulator = Simulators.start("convex", options)) {
      Files.writeString(folder.resolve("job.yaml"), job(simulator, format, hard));
      String story = live(simulator, random);
      Program.Ended last = Program.run(folder, "sync", "job.yaml");
      String about = String.format("seed %d, %s, hard %b:%s", seed, format, hard, story);
      System.out.println(about);
      assertThat(last.exit()).as("%s%n%s", about, last.err()).isZero();
      Account account = new Account("convex", simulator, folder.resolve("out.duckdb"));
      assertThat(Tables.differences(simulator, Map.of("format", format), account::dataset))
          .as(about)
          .isEmpty();
      if (hard) {
        for (String table : simulator.streams()) {
          assertThat(account.dataset(table).rows()).as(about).noneMatch(Tables::isMarked);
        }
      }
    }
  }

  /** Syncs that are killed, and one that is not; returns what happened. */
  @SuppressWarnings("try") // the writer writes for as long as it is open
  private String live(Simulator simulator, Random random) throws IOException, InterruptedException {
    StringBuilder story = new StringBuilder();
    try (LiveWriter writer = LiveWriter.start(simulator, 20 + random.nextInt(500))) {
      int kills = 1 + random.nextInt(2);
      for (int i = 0; i < kills; i++) {
        int requests = simulator.requestCount() + 1 + random.nextInt(40);
        Process process = Program.start(folder, Map.of(), "sync", "job.yaml");
        Program.awaitRequests(process, simulator, requests);
        if (random.nextInt(3) == 0) {
          story.append(trouble(simulator, random));
        }
        LockSupport.parkNanos(random.nextInt(400_000_000));
        story.append(process.isAlive() ? " killed" : " done");
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        if (random.nextInt(3) == 0) {
          story.append(trouble(simulator, random));
        }
      }
      if (random.nextBoolean()) {
        story.append(" synced ").append(Program.run(folder, "sync", "job.yaml").exit());
      }
    }
    return story.toString();
  }

  private static String trouble(Simulator simulator, Random random) {
    ConvexControls controls = simulator.controls(ConvexControls.class);
    switch (random.nextInt(3)) {
      case 0 -> {
        controls.expireLog();
        return " log expired";
      }
      case 1 -> {
        controls.expireSnapshots();
        return " snapshots expired";
      }
      default -> {
        String name = "added" + random.nextInt(1_000);
        controls.addTable(name, random.nextInt(500));
        return " " + name;
      }
    }
  }

  private static String job(Simulator simulator, String format, boolean hard) {
    return String.join(
        "\n",
        "source: convex",
        "config:",
        "  deployment_url: https://demo-tidemark-1.convex.cloud",
        "  access_key: demo",
        "  format: " + format,
        "destination: duckdb:out.duckdb",
        "hard_delete: " + hard,
        "network: {routes: {demo-tidemark-1.convex.cloud: '" + simulator.url() + "'}}");
  }
}
