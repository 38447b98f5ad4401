package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.SyncResult;
import dev.tidemark.Tidemark;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.LiveWriter;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.convex.ConvexControls;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.StreamReport.Status;
import dev.tidemark.sync.WriteMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole syncs of a simulated Convex deployment. */
class ConvexSyncTest {
  private static final String SNAPSHOT = "/api/list_snapshot";
  private static final String LOG = "/api/document_deltas";

  @TempDir Path folder;
  private Simulator simulator = start(SimulatorOptions.defaults());

  @AfterEach
  void stop() {
    simulator.close();
  }

  private static Simulator start(SimulatorOptions options) {
    return start(options, 1_200);
  }

  private static Simulator start(SimulatorOptions options, int documents) {
    return Simulators.start("convex", options.withSeed(7).withSize(documents).withoutRateLimit());
  }

  private ConvexControls controls() {
    return simulator.controls(ConvexControls.class);
  }

  private Account account() {
    return new Account("convex", simulator, folder.resolve("convex.duckdb"));
  }

  private Tidemark tidemark() {
    return account().tidemark();
  }

  private void assertEqual() {
    assertThat(Tables.differences(simulator, Map.of(), tidemark()::dataset)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "convex_encoded_json", "export_json"})
  void tablesAndTheirChangesArriveInEveryFormat(String format) {
    Tidemark tidemark =
        tidemark()
            .config(
                Map.of(
                    "deployment_url",
                    "https://demo-tidemark-1.convex.cloud",
                    "access_key",
                    Account.KEY,
                    "format",
                    format));
    for (int i = 0; i < 2; i++) {
      tidemark.sync().orThrow();
      assertThat(Tables.differences(simulator, Map.of("format", format), tidemark::dataset))
          .isEmpty();
      simulator.grow(400);
    }
  }

  /** {@code -Dtidemark.documents=100000} makes the tables larger. */
  @Test
  @SuppressWarnings("try") // the writer writes for as long as it is open
  void whatIsWrittenDuringSyncsArrivesAndEveryTableEndsAtOneMoment() {
    simulator.close();
    simulator = start(SimulatorOptions.defaults(), Integer.getInteger("tidemark.documents", 1_200));
    try (LiveWriter writer = LiveWriter.start(simulator, 500)) {
      for (int i = 0; i < 3; i++) {
        SyncResult result = tidemark().sync().orThrow();
        assertThat(result.streams().values().stream().map(s -> s.tidemark().cursor()).distinct())
            .hasSize(1);
      }
    }
    tidemark().sync().orThrow();
    assertEqual();
  }

  @Test
  void theLogIsReadOnceForAllTables() {
    tidemark().sync().orThrow();
    simulator.grow(1_500);
    simulator.clearRequests();
    tidemark().sync().orThrow();
    long forAll = requests(LOG);
    assertThat(requests(SNAPSHOT)).isZero();
    assertEqual();
    simulator.clearRequests();
    Tidemark one = tidemark().into("duckdb:" + folder.resolve("one.duckdb")).streams("drafts");
    one.sync().orThrow();
    simulator.grow(1_500);
    simulator.clearRequests();
    one.sync().orThrow();
    assertThat(forAll).as("as many as for one table").isBetween(10L, requests(LOG) + 10);
  }

  @Test
  void aSyncWithNothingNewCommitsNothingAndYetMovesOn() {
    tidemark().sync().orThrow();
    long before = position("users");
    controls().addTable("unrelated", 1);
    SyncResult second = tidemark().streams("users", "messages").sync().orThrow();
    assertThat(second.streams().get("users").status()).isEqualTo(Status.UNCHANGED);
    assertThat(position("users")).isGreaterThan(before);
  }

  @Test
  void aTableThatIsAddedLaterIsReadByItself() {
    tidemark().sync().orThrow();
    simulator.grow(100);
    controls().addTable("comments", 300);
    simulator.grow(100);
    simulator.clearRequests();
    tidemark().sync().orThrow();
    assertThat(simulator.requests())
        .filteredOn(request -> request.path().equals(SNAPSHOT))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.query().get("tableName")).containsExactly("comments"));
    assertEqual();
  }

  @Test
  void hardDeleteRemovesWhatSoftDeleteMarks() {
    tidemark().sync().orThrow();
    simulator.grow(300);
    tidemark().sync().orThrow();
    assertThat(marked("users")).isPositive();
    assertEqual();
    simulator.grow(10);
    tidemark().hardDelete().sync().orThrow();
    for (String table : simulator.streams()) {
      assertThat(marked(table)).as(table).isZero();
    }
    assertEqual();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whenTheLogIsTooShortTheSameSyncReadsAnewAndSaysSo(boolean hard) {
    Tidemark tidemark = hard ? tidemark().hardDelete() : tidemark();
    tidemark.sync().orThrow();
    simulator.grow(300);
    controls().expireLog();
    SyncResult result = tidemark.sync().orThrow();
    StreamReport users = result.streams().get("users");
    assertThat(users.status()).isEqualTo(Status.OK);
    assertThat(users.note()).contains("read anew").contains("InvalidWindowToReadDocuments");
    assertThat(users.error()).isNull();
    assertThat(marked("users") > 0).isEqualTo(!hard);
    assertEqual();
    simulator.grow(50);
    assertThat(tidemark.sync().orThrow().streams().get("users").note()).isNull();
    assertEqual();
  }

  @Test
  void onlyTablesThatNeedItAreReadAnew() {
    tidemark().sync().orThrow();
    simulator.grow(200);
    tidemark().streams("users").sync().orThrow();
    controls().expireLogBefore(position("users"));
    simulator.grow(200);
    simulator.clearRequests();
    SyncResult result = tidemark().sync().orThrow();
    assertThat(result.streams().get("users").note()).isNull();
    assertThat(result.streams().get("messages").note()).contains("read anew");
    assertThat(simulator.requests())
        .filteredOn(request -> request.path().equals(SNAPSHOT))
        .isNotEmpty()
        .noneSatisfy(
            r -> {
              assertThat(r.query().get("tableName")).containsExactly("users");
              assertThat(r.query()).doesNotContainKey("component");
            });
    assertEqual();
  }

  @Test
  void aSnapshotThatExpiresWhileItIsReadIsBegunAnew() {
    simulator.close();
    simulator = start(SimulatorOptions.defaults().withMaxPageSize(100));
    Set<Integer> expired = new HashSet<>();
    Thread expirer =
        new Thread(
            () -> {
              while (expired.isEmpty()) {
                if (requests(SNAPSHOT) > 8) {
                  simulator.grow(50);
                  controls().expireSnapshots();
                  expired.add(simulator.requestCount());
                }
                Thread.onSpinWait();
              }
            });
    expirer.setDaemon(true);
    expirer.start();
    SyncResult result = tidemark().sync().orThrow();
    assertThat(result.streams().values())
        .extracting(StreamReport::note)
        .filteredOn(note -> note != null && note.contains("was read anew"))
        .isNotEmpty()
        .allSatisfy(note -> assertThat(note).contains("SnapshotTooOld"));
    assertEqual();
  }

  @Test
  void anImportThatTheLogDoesNotTellOfIsMendedByAFullRefresh() {
    tidemark().sync().orThrow();
    controls().replaceTable("users");
    tidemark().sync().orThrow();
    assertThat(Tables.differences(simulator, Map.of(), tidemark()::dataset)).isNotEmpty();
    tidemark().streams("users").fullRefresh().orThrow();
    assertEqual();
  }

  @Test
  void anAppendedTableHoldsEveryVersion() {
    Tidemark tidemark = tidemark().streams("users").write(WriteMode.APPEND);
    tidemark.sync().orThrow();
    simulator.grow(200);
    tidemark.sync().orThrow();
    long rows = tidemark.dataset("users").count();
    List<Map<String, Object>> versions =
        tidemark
            .dataset("users")
            .sql("SELECT count(*) AS n FROM (SELECT DISTINCT _id, _ts FROM users)");
    assertThat(rows).isGreaterThan(1_200).isEqualTo(versions.get(0).get("n"));
  }

  @Test
  void faultsThatPassLeaveNoTrace() {
    for (int seed = 0; seed < 5; seed++) {
      simulator.faults(
          FaultPlan.transientFaults(seed, 0.2)
              .withRetryAfter(Duration.ZERO)
              .withSlowness(Duration.ofMillis(5)));
      tidemark().sync().orThrow();
      assertThat(Tables.differences(simulator, Map.of(), tidemark()::dataset))
          .as("seed %d", seed)
          .isEmpty();
      simulator.grow(150);
    }
  }

  @Test
  void successMeansEqualityWhateverGoesWrong() {
    int succeeded = 0;
    for (int seed = 0; seed < 10; seed++) {
      simulator.close();
      simulator =
          start(
              SimulatorOptions.defaults()
                  .withFaults(
                      FaultPlan.anyFault(seed, 0.1).withRetryAfter(Duration.ofMillis(100))));
      Account account = new Account("convex", simulator, folder.resolve(seed + ".duckdb"));
      if (account.tidemark().sync().isOk()) {
        succeeded++;
        assertThat(Tables.differences(simulator, Map.of(), account::dataset))
            .as("seed %d", seed)
            .isEmpty();
      }
    }
    assertThat(succeeded).isPositive();
  }

  private long position(String stream) {
    return Long.parseLong(
        (String)
            tidemark()
                .dataset(stream)
                .sql(
                    "SELECT tidemark->'cursor'->>'value' AS v FROM _tidemark_state WHERE stream = '"
                        + stream
                        + "'")
                .get(0)
                .get("v"));
  }

  private long marked(String table) {
    return tidemark().dataset(table).rows().stream().filter(Tables::isMarked).count();
  }

  private long requests(String path) {
    return simulator.requests().stream().filter(r -> r.path().equals(path)).count();
  }
}
