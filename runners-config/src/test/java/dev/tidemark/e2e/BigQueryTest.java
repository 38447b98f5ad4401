package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.bigquery.FakeBigQuery;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syncs into a stand-in of BigQuery, through Google's client. */
class BigQueryTest {
  @TempDir Path folder;

  @Test
  void aSyncThroughTheCommandLineFillsTablesThatCanBeQueried() throws Exception {
    SimulatorOptions options = SimulatorOptions.defaults().withSize(300).withoutRateLimit();
    try (Simulator simulator = Simulators.start("chartmogul", options);
        FakeBigQuery server = new FakeBigQuery()) {
      write(simulator, server, "");
      Program.Ended sync = Program.run(folder, "sync", "job.yaml");
      assertThat(sync.exit()).as(sync.err()).isZero();
      Program.Ended query =
          Program.run(folder, "query", "job.yaml", "SELECT count(*) AS n FROM customers", "--json");
      assertThat(query.out()).as(query.err()).contains("{\"n\":300}");
    }
  }

  @Test
  void refusedCredentialsEndWithThree() throws Exception {
    try (Simulator simulator = Simulators.start("chartmogul", SimulatorOptions.defaults());
        FakeBigQuery server = new FakeBigQuery()) {
      write(simulator, server, ", access_token: wrong-token-0815");
      Program.Ended ended = Program.run(folder, "check", "job.yaml");
      assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
      assertThat(ended.out() + ended.err()).contains("bigquery://p/crm").doesNotContain("0815");
    }
  }

  private void write(Simulator simulator, FakeBigQuery server, String more) throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        String.join(
            "\n",
            "source: chartmogul",
            "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
            "streams: [customers, activities]",
            "destination: {url: 'bigquery://p/crm', endpoint: '"
                + server.endpoint()
                + "'"
                + more
                + "}",
            "budget: {requests: 100000, per: 1s}",
            "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}"));
  }
}
