package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.twilio.TwilioControls;
import dev.tidemark.sync.StreamReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole syncs of a simulated Twilio account with its subaccounts. {@code -Dtidemark.messages=24000}
 * makes the large one larger.
 */
class TwilioSyncTest {
  /** Streams of which a sync reads what is new, by windows. */
  private static final List<String> WINDOWED =
      List.of("calls", "conferences", "messages", "recordings", "usage_records");

  @TempDir Path folder;

  @Test
  void everyStreamArrivesWholeAndFurtherSyncsReadWhatIsNew() {
    try (Simulator simulator = start(300)) {
      Account account = new Account("twilio", simulator, folder.resolve("twilio.duckdb"));
      SyncResult first = account.tidemark().sync().orThrow();
      assertThat(first.streams()).hasSize(37);
      assertThat(first.streams().get("keys").ignored()).as("the suspended account").isEqualTo(1);
      assertThat(account.differences()).isEmpty();
      simulator.grow(10);
      SyncResult second = account.tidemark().sync().orThrow();
      assertThat(account.differences()).isEmpty();
      int accounts = simulator.truth("accounts").size();
      for (String stream : WINDOWED) {
        StreamReport before = first.streams().get(stream);
        StreamReport report = second.streams().get(stream);
        assertThat(report.records()).as(stream).isBetween(1L, before.records() / 2);
        assertThat(report.requests()).as(stream).isLessThanOrEqualTo(1 + accounts);
      }
      assertThat(second.streams().get("message_media").requests())
          .as("media are asked for of new messages only")
          .isLessThan(first.streams().get("message_media").requests() / 2);
      SyncResult third = account.tidemark().sync().orThrow();
      assertThat(third.records()).isLessThanOrEqualTo(second.records());
      assertThat(account.differences()).isEmpty();
    }
  }

  @Test
  void fiftySubaccountsAreSyncedInLittleMemory() throws IOException, InterruptedException {
    try (Simulator simulator = start(Integer.getInteger("tidemark.messages", 200))) {
      simulator.controls(TwilioControls.class).subaccounts(50);
      Files.writeString(folder.resolve("job.yaml"), job(simulator));
      Process process = Program.startWithin("256m", folder, "sync", "job.yaml");
      Program.Ended ended = Program.end(process, folder);
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertThat(ended.err())
          .contains("warning: keys: 25 parts were left out")
          .containsOnlyOnce(
              "stream keys: left out: GET https://api.twilio.com/2010-04-01/Accounts/");
      Account account = new Account("twilio", simulator, folder.resolve("out.duckdb"));
      assertThat(account.differences()).isEmpty();
      String summary = ended.out().strip();
      System.out.println(
          simulator.requestCount()
              + " requests, "
              + summary.substring(summary.lastIndexOf('\n') + 1));
    }
  }

  static String job(Simulator simulator) {
    StringBuilder routes = new StringBuilder();
    simulator.routes().forEach((host, url) -> routes.append("    " + host + ": '" + url + "'\n"));
    return String.join(
        "\n",
        "source: twilio",
        "config:",
        "  account_sid: " + Simulators.credentials("twilio", Account.KEY).get("account_sid"),
        "  auth_token: " + Account.KEY,
        "  start_date: 2024-01-01T00:00:00Z",
        "  slice_step_duration: P1Y",
        "  lookback_window: 2880",
        "destination: duckdb:out.duckdb",
        "network:",
        "  routes:",
        routes);
  }

  private static Simulator start(int size) {
    return Simulators.start(
        "twilio", SimulatorOptions.defaults().withSeed(7).withSize(size).withoutRateLimit());
  }
}
