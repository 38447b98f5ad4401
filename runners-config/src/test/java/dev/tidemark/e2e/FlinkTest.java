package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same job on a Flink inside the process. */
class FlinkTest {
  @TempDir Path folder;

  @Test
  void theSameJobGivesTheSameTables() throws Exception {
    try (Simulator simulator = simulator(0)) {
      write(simulator);
      Program.Ended ended = Program.run(folder, "sync", "job.yaml", "--runner", "flink");
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertEqual(simulator);
    }
  }

  @Test
  void whatOneRunnerLeftUnfinishedAnotherFinishes() throws Exception {
    try (Simulator simulator = simulator(40)) {
      write(simulator);
      Process process = Program.start(folder, Map.of(), "sync", "job.yaml", "--runner", "flink");
      Program.awaitRequests(process, simulator, 20);
      process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      Program.Ended ended = Program.run(folder, "sync", "job.yaml", "--runner", "direct");
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertEqual(simulator);
    }
  }

  private static Simulator simulator(int latencyMillis) {
    return Simulators.start(
        "persistiq",
        SimulatorOptions.defaults()
            .withSize(900)
            .withoutRateLimit()
            .withLatency(Duration.ofMillis(latencyMillis)));
  }

  private void write(Simulator simulator) throws Exception {
    Files.writeString(
        folder.resolve("job.yaml"),
        String.join(
            "\n",
            "source: persistiq",
            "config: {api_key: demo}",
            "budget: {requests: 100000, per: 1s}",
            "destination: duckdb:out.duckdb",
            "network: {routes: {api.persistiq.com: '" + simulator.url() + "'}}"));
  }

  private void assertEqual(Simulator simulator) {
    Account account = new Account("persistiq", simulator, folder.resolve("out.duckdb"));
    Account.PERSISTIQ.forEach(
        (stream, key) -> assertThat(account.differences(stream, key)).as(stream).isEmpty());
  }
}
