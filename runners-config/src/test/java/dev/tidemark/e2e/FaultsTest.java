package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.Rate;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.sync.StreamReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fault that the simulators know, mixed at random: success means equality, always. {@code
 * -Dtidemark.seeds=1000} takes more mixtures than usual.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultsTest {
  private static final int PARTS = 4;
  private static final int SEEDS_EACH = Integer.getInteger("tidemark.seeds", 40) / PARTS;
  private static final Map<String, String> CHARTMOGUL =
      Map.of("customers", "id", "activities", "uuid");
  private static final Map<String, String> PERSISTIQ =
      Map.of("leads", "id", "events", "id", "campaign_leads", "id");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void successMeansEqualityWhateverGoesWrong(int part) {
    int succeeded = 0;
    for (int i = 0; i < SEEDS_EACH; i++) {
      long seed = part * (long) SEEDS_EACH + i;
      FaultPlan plan =
          i % 2 == 0 ? FaultPlan.transientFaults(seed, 0.15) : FaultPlan.anyFault(seed, 0.1);
      String source = seed % 3 == 2 ? "persistiq" : "chartmogul";
      succeeded += sync(source, seed, plan) ? 1 : 0;
    }
    System.out.println("part " + part + ": " + succeeded + " of " + SEEDS_EACH + " succeeded");
    assertThat(succeeded).isGreaterThan(SEEDS_EACH / 4);
  }

  private boolean sync(String source, long seed, FaultPlan plan) {
    Map<String, String> streams = source.equals("chartmogul") ? CHARTMOGUL : PERSISTIQ;
    try (Simulator simulator =
        Simulators.start(
            source,
            SimulatorOptions.defaults()
                .withSeed(seed)
                .withSize(700)
                .withRateLimit(new Rate(40, Duration.ofSeconds(1)))
                .withFaults(plan.withRetryAfter(Duration.ofSeconds(1))))) {
      Account account = new Account(source, simulator, folder.resolve(seed + ".duckdb"));
      SyncResult result =
          account
              .tidemark()
              .budget(new dev.tidemark.http.Rate(40, Duration.ofSeconds(1)))
              .streams(streams.keySet().toArray(String[]::new))
              .sync();
      streams.forEach((stream, key) -> assertHonest(account, result, stream, key, plan));
      assertThat(simulator.violations()).as("%s", plan).isEmpty();
      return result.isOk();
    }
  }

  private static void assertHonest(
      Account account, SyncResult result, String stream, String key, FaultPlan plan) {
    StreamReport report = result.streams().get(stream);
    if (report.error() == null) {
      assertThat(account.differences(stream, key)).as("%s %s", stream, plan).isEmpty();
    } else {
      assertThat(report.error()).as("%s %s", stream, plan).contains("api.").doesNotContain("demo:");
    }
  }

  @Test
  void aSyncThatFailedGoesOnWhereItStoppedOnceTheSourceIsWell() {
    try (Simulator simulator =
        Simulators.start(
            "chartmogul",
            SimulatorOptions.defaults()
                .withSize(2_000)
                .withoutRateLimit()
                .withFaults(FaultPlan.none().from("/v1/customers", 6, FaultKind.HTML_WITH_200)))) {
      Account account = new Account("chartmogul", simulator, folder.resolve("resume.duckdb"));
      SyncResult failed = account.sync("customers");
      assertThat(failed.streams().get("customers").error()).contains("/v1/customers");
      simulator.faults(FaultPlan.none());
      simulator.clearRequests();
      account.sync("customers").orThrow();
      assertThat(account.differences("customers", "id")).isEmpty();
      assertThat(simulator.requestCount()).isEqualTo(5);
    }
  }

  @Test
  void htmlCutJsonAndMissingRecordsAreErrorsThatNameStreamAndUrl() {
    for (FaultKind kind :
        List.of(FaultKind.HTML_WITH_200, FaultKind.CUT_JSON, FaultKind.MISSING_RECORDS)) {
      try (Simulator simulator =
          Simulators.start(
              "chartmogul",
              SimulatorOptions.defaults()
                  .withSize(100)
                  .withoutRateLimit()
                  .withFaults(FaultPlan.none().from("/v1/customers", 1, kind)))) {
        Account account = new Account("chartmogul", simulator, folder.resolve(kind + ".duckdb"));
        StreamReport report = account.sync("customers").streams().get("customers");
        assertThat(report.status()).as("%s", kind).isEqualTo(StreamReport.Status.FAILED);
        assertThat(report.error())
            .as("%s", kind)
            .contains("https://api.chartmogul.com/v1/customers");
      }
    }
  }
}
