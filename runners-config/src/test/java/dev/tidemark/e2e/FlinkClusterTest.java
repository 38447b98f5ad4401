package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.Tidemark;
import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.simulator.LiveWriter;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs on a real Flink cluster of several processes, some of which are killed. */
class FlinkClusterTest {
  private static final Map<String, String> PEOPLE = Map.of("customers", "id", "activities", "uuid");
  private static final int SLOTS = 8;

  @TempDir static Path place;
  private static FlinkCluster cluster;

  @TempDir Path folder;

  private final String url = PostgresServer.database();

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = FlinkCluster.start(place, 2, SLOTS, Map.of("API_KEY", Account.KEY));
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void whatAKilledWorkerWasReadingAnotherOneReads() throws Exception {
    try (Simulator simulator = chartmogul(60)) {
      Process process = sync(people(simulator), "--json");
      Program.awaitRequests(process, simulator, 20);
      cluster.killWorker();
      cluster.startWorker();
      Program.Ended ended = Program.end(process, folder);
      assertThat(ended.exit()).as(ended.err()).isZero();
      String result = ended.out().strip();
      assertThat(Json.parseObject(result.substring(result.lastIndexOf('\n') + 1)).list("streams"))
          .allMatch(stream -> stream.toString().contains("\"status\":\"ok\""));
      compare(simulator);
    }
  }

  @Test
  void whatAKilledMasterLeftUnfinishedTheNextSyncFinishes() throws Exception {
    try (Simulator simulator = chartmogul(400)) {
      Process process = sync(people(simulator));
      Program.awaitRequests(process, simulator, 15);
      cluster.killMaster();
      cluster.startMaster();
      cluster.awaitSlots();
      Program.Ended ended = Program.end(process, folder);
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).contains("the cluster at " + cluster.address());
      ended = Program.end(sync(people(simulator)), folder);
      assertThat(ended.exit()).as(ended.err()).isZero();
      compare(simulator);
    }
  }

  @Test
  @SuppressWarnings("try") // the writer writes for as long as it is open
  void aContinuousSyncOutlivesAWorker() throws Exception {
    try (Simulator simulator = chartmogul(0, 300)) {
      List<String> job = new ArrayList<>(people(simulator));
      // One worker alone has too few slots for all of it, so that each of them has some.
      job.add("concurrency: " + (SLOTS + 1));
      job.add("every: 500ms");
      Process process = sync(job);
      Program.awaitRequests(process, simulator, 60);
      try (LiveWriter writer = LiveWriter.start(simulator, 20)) {
        Program.awaitTurns(process, simulator);
        cluster.killWorker();
        cluster.startWorker();
        Program.awaitTurns(process, simulator);
      }
      Program.awaitTurns(process, simulator);
      process.destroy();
      Program.Ended ended = Program.end(process, folder);
      assertThat(ended.exit()).as(ended.err()).isZero();
      compare(simulator);
    }
  }

  @Test
  void aVariableThatWorkersLackIsNamed() throws Exception {
    try (Simulator simulator = chartmogul(0)) {
      List<String> job = new ArrayList<>(people(simulator));
      job.replaceAll(line -> line.replace("API_KEY", "OTHER_KEY"));
      job.add("concurrency: 1");
      Program.Ended ended = Program.end(sync(job), folder);
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err())
          .contains("the environment variable OTHER_KEY is not set on this worker");
    }
  }

  @Test
  void aSecretThatStandsInTheJobIsRefusedUnlessItCanBeLocked() throws Exception {
    try (Simulator simulator = chartmogul(60)) {
      List<String> job = new ArrayList<>(people(simulator));
      job.replaceAll(line -> line.replace("${API_KEY}", Account.KEY));
      Program.Ended ended = Program.end(sync(job), folder);
      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err()).contains("the workers of flink").contains("TIDEMARK_KEY");
    }
  }

  private static Simulator chartmogul(int latencyMillis) {
    return chartmogul(latencyMillis, 4_000);
  }

  private static Simulator chartmogul(int latencyMillis, int size) {
    return Simulators.start(
        "chartmogul",
        SimulatorOptions.defaults()
            .withSize(size)
            .withoutRateLimit()
            .withLatency(Duration.ofMillis(latencyMillis)));
  }

  private List<String> people(Simulator simulator) {
    return List.of(
        "source: chartmogul",
        "config: {api_key: '${API_KEY}', start_date: 2024-01-01T00:00:00Z}",
        "streams: [customers, activities]",
        "destination: " + url,
        "budget: {requests: 100000, per: 1s}",
        "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}");
  }

  private Process sync(List<String> job, String... more) throws IOException {
    Files.write(folder.resolve("job.yaml"), job);
    List<String> arguments = new ArrayList<>(List.of("sync", "job.yaml", "--runner", "flink"));
    arguments.addAll(List.of("--flink-master", cluster.address()));
    arguments.addAll(List.of(more));
    return Program.start(
        folder,
        Map.of("API_KEY", Account.KEY, "OTHER_KEY", Account.KEY),
        arguments.toArray(String[]::new));
  }

  private void compare(Simulator simulator) {
    Tidemark tidemark =
        Tidemark.source("chartmogul")
            .config(Map.of("api_key", Account.KEY, "start_date", "2024-01-01T00:00:00Z"))
            .network(Network.DIRECT.withRoutes(simulator.routes()))
            .into(url);
    PEOPLE.forEach(
        (stream, key) ->
            assertThat(Truth.differences(simulator, stream, tidemark.dataset(stream).rows(), key))
                .as(stream)
                .isEmpty());
  }
}
