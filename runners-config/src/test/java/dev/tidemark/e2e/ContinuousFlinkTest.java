package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A continuous sync on a Flink inside the process, and what becomes of it on another runner. */
class ContinuousFlinkTest {
  private static final int RECORDS = 300;

  @TempDir Path folder;

  @Test
  void whatOneRunnerFollowedAnotherGoesOnWith() throws Exception {
    try (Simulator simulator =
        Simulators.start(
            "chartmogul", SimulatorOptions.defaults().withSize(RECORDS).withoutRateLimit())) {
      Files.writeString(
          folder.resolve("job.yaml"),
          String.join(
              "\n",
              "source: chartmogul",
              "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
              "streams: [customers, activities]",
              "destination: duckdb:out.duckdb",
              "every: 500ms",
              "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}"));
      Process direct = Program.start(folder, Map.of(), "sync", "job.yaml");
      goOn(direct, simulator);
      direct.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      simulator.grow(100);
      Process flink =
          Program.start(folder, Map.of(), "sync", "job.yaml", "--runner", "flink", "--log", "json");
      goOn(flink, simulator);
      flink.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
      simulator.grow(100);
      Process again = Program.start(folder, Map.of(), "sync", "job.yaml");
      goOn(again, simulator);
      again.destroy();
      Program.Ended ended = Program.end(again, folder);
      assertThat(ended.exit()).as(ended.err()).isZero();
      Account account = new Account("chartmogul", simulator, folder.resolve("out.duckdb"));
      assertThat(account.differences("customers", "id")).isEmpty();
      assertThat(account.differences("activities", "uuid")).isEmpty();
    }
  }

  /** More comes when what there was has been read. */
  private static void goOn(Process process, Simulator simulator) {
    Program.awaitTurns(process, simulator);
    simulator.grow(100);
    Program.awaitTurns(process, simulator);
  }
}
