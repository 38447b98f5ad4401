package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.StreamReport.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs against the simulators, by way of the Java API. */
class SyncTest {
  @TempDir Path folder;

  @Test
  void everyChartMogulStreamArrivesWhole() {
    try (Simulator simulator = start("chartmogul", 1_500)) {
      Account account = account("chartmogul", simulator);
      account.tidemark().sync().orThrow();
      Account.CHARTMOGUL.forEach(
          (stream, key) -> {
            if (!stream.startsWith("customer_count")) {
              assertThat(account.differences(stream, key)).as(stream).isEmpty();
            }
          });
      for (String interval : List.of("daily", "weekly", "monthly", "quarterly")) {
        String stream = "customer_count_" + interval;
        Map<String, String> asked = lastQuery(simulator, stream);
        assertThat(
                Truth.differences(
                    simulator.truth(stream, asked), account.dataset(stream).rows(), "date"))
            .as(stream)
            .isEmpty();
      }
    }
  }

  @Test
  void everyPersistIqStreamArrivesWhole() {
    try (Simulator simulator = start("persistiq", 450)) {
      Account account = account("persistiq", simulator);
      account.tidemark().sync().orThrow();
      Account.PERSISTIQ.forEach(
          (stream, key) -> assertThat(account.differences(stream, key)).as(stream).isEmpty());
    }
  }

  @Test
  void aSecondSyncReadsOnlyWhatIsNew() {
    try (Simulator simulator = start("chartmogul", 1_000)) {
      Account account = account("chartmogul", simulator);
      account.sync("activities").orThrow();
      long all = account.dataset("activities").count();
      simulator.grow(30);
      simulator.clearRequests();
      SyncResult second = account.sync("activities").orThrow();
      assertThat(second.records()).isBetween(30L, all / 4);
      assertThat(simulator.requestCount()).isEqualTo(1);
      assertThat(account.differences("activities", "uuid")).isEmpty();
    }
  }

  @Test
  void aSyncWithNothingNewSendsOneRequestAndCommitsNothing() {
    try (Simulator simulator = start("persistiq", 300)) {
      Account account = account("persistiq", simulator);
      account.sync("leads").orThrow();
      simulator.clearRequests();
      StreamReport report = account.sync("leads").orThrow().streams().get("leads");
      assertThat(simulator.requestCount()).isEqualTo(1);
      assertThat(report.status()).isEqualTo(Status.UNCHANGED);
      assertThat(report.commits()).isZero();
    }
  }

  @Test
  void changedRecordsReplaceTheirOldVersions() {
    try (Simulator simulator = start("persistiq", 300)) {
      Account account = account("persistiq", simulator);
      account.sync("leads").orThrow();
      simulator.grow(40);
      account.sync("leads").orThrow();
      assertThat(account.differences("leads", "id")).isEmpty();
    }
  }

  @Test
  void aFullRefreshReplacesTheTable() {
    try (Simulator simulator = start("chartmogul", 400)) {
      Account account = account("chartmogul", simulator);
      account.sync("activities").orThrow();
      account.tidemark().streams("activities").fullRefresh().orThrow();
      assertThat(account.differences("activities", "uuid")).isEmpty();
    }
  }

  private static Simulator start(String name, int size) {
    return Simulators.start(
        name, SimulatorOptions.defaults().withSeed(7).withSize(size).withoutRateLimit());
  }

  private Account account(String source, Simulator simulator) {
    return new Account(source, simulator, folder.resolve(source + ".duckdb"));
  }

  /** What the newest request for the stream asked for. */
  private static Map<String, String> lastQuery(Simulator simulator, String stream) {
    Map<String, String> intervals =
        Map.of("daily", "day", "weekly", "week", "monthly", "month", "quarterly", "quarter");
    String interval = intervals.get(stream.substring(stream.lastIndexOf('_') + 1));
    RecordedRequest last =
        simulator.requests().stream()
            .filter(r -> r.query().getOrDefault("interval", List.of()).contains(interval))
            .reduce((first, second) -> second)
            .orElseThrow();
    return Map.of(
        "start-date", last.query().get("start-date").get(0),
        "end-date", last.query().get("end-date").get(0));
  }
}
