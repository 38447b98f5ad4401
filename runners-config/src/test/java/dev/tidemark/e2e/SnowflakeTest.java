package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.snowflake.FakeSnowflake;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole sync into Snowflake's stand-in, through the command line. */
class SnowflakeTest {
  @TempDir Path folder;

  @Test
  void aSyncAndAQueryThroughTheCommandLine() throws Exception {
    try (FakeSnowflake snowflake = FakeSnowflake.start();
        Simulator simulator =
            Simulators.start(
                "chartmogul", SimulatorOptions.defaults().withSize(300).withoutRateLimit())) {
      Files.writeString(
          folder.resolve("job.yaml"),
          String.join(
              "\n",
              "source: chartmogul",
              "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
              "streams: [customers, activities]",
              "destination:",
              "  url: " + snowflake.url(),
              "  password: ${SNOWFLAKE_PASSWORD}",
              "schema: raw",
              "budget: {requests: 100000, per: 1s}",
              "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}"));
      Map<String, String> environment = Map.of("SNOWFLAKE_PASSWORD", FakeSnowflake.PASSWORD);
      Program.Ended sync = Program.run(folder, environment, "sync", "job.yaml");
      assertThat(sync.exit()).as(sync.err()).isZero();
      assertThat(sync.out() + sync.err()).doesNotContain(FakeSnowflake.PASSWORD);
      Program.Ended query =
          Program.run(
              folder,
              environment,
              "query",
              "job.yaml",
              "--json",
              "SELECT count(DISTINCT id) AS customers FROM customers");
      assertThat(query.out().strip())
          .as(query.err())
          .isEqualTo("{\"customers\":" + simulator.truth("customers").size() + "}");
      Program.Ended wrong =
          Program.run(
              folder, Map.of("SNOWFLAKE_PASSWORD", "another password"), "check", "job.yaml");
      assertThat(wrong.exit()).isEqualTo(3);
      assertThat(wrong.err()).contains("Incorrect username or password");
    }
  }
}
