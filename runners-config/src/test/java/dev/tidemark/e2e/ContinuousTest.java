package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ContinuousSync;
import dev.tidemark.Tidemark;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.LiveWriter;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.convex.ConvexControls;
import dev.tidemark.sync.Pace;
import dev.tidemark.sync.StreamReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync that goes on, in this process. */
class ContinuousTest {
  private static final Pace PACE = new Pace(Duration.ofMillis(300), Duration.ofSeconds(1));

  private static final String LOOKING_BACK =
      """
      primary_key: n
      retriever:
        type: SimpleRetriever
        requester: {type: HttpRequester, url_base: BASE, path: items}
        record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
      incremental_sync:
        type: DatetimeBasedCursor
        cursor_field: at
        datetime_format: "%Y-%m-%dT%H:%M:%SZ"
        start_datetime: "2026-01-01T00:00:00Z"
        lookback_window: P2D
      """;

  @TempDir Path folder;

  private Simulator start(String source) {
    return Simulators.start(
        source, SimulatorOptions.defaults().withSeed(3).withSize(400).withoutRateLimit());
  }

  private Account account(String source, Simulator simulator) {
    return new Account(source, simulator, folder.resolve("out.duckdb"));
  }

  private static List<String> state(Account account) {
    return account
        .dataset("customers")
        .query("SELECT stream, version, tidemark FROM _tidemark_state ORDER BY stream")
        .rows()
        .stream()
        .map(Objects::toString)
        .toList();
  }

  @Test
  void whatComesIsBroughtAndTurnsWithoutNewsWriteNothing() throws Exception {
    try (Simulator simulator = start("chartmogul")) {
      Account account = account("chartmogul", simulator);
      Tidemark tidemark = account.tidemark().streams("customers", "activities").pace(PACE);
      try (ContinuousSync sync = tidemark.follow()) {
        for (int i = 0; i < 2; i++) {
          simulator.grow(50);
          sync.awaitUpTo(Instant.now());
          assertThat(account.differences("customers", "id")).isEmpty();
          assertThat(account.differences("activities", "uuid")).isEmpty();
        }
        sync.awaitUpTo(Instant.now());
        sync.awaitUpTo(Instant.now());
        List<String> quiet = state(account);
        int requests = simulator.requestCount();
        for (int i = 0; i < 3; i++) {
          sync.awaitUpTo(Instant.now());
        }
        assertThat(simulator.requestCount()).isGreaterThan(requests + 2);
        assertThat(state(account)).isEqualTo(quiet);
      }
    }
  }

  @Test
  @SuppressWarnings("try") // the writer writes for as long as it is open
  void theChangeLogIsFollowedThroughItsExpiryAndNewTables() throws Exception {
    try (Simulator simulator = start("convex")) {
      Account account = account("convex", simulator);
      ConvexControls controls = simulator.controls(ConvexControls.class);
      try (ContinuousSync sync = account.tidemark().pace(PACE).follow()) {
        try (LiveWriter writer = LiveWriter.start(simulator, 100)) {
          sync.awaitUpTo(Instant.now());
          controls.expireLog();
          sync.awaitUpTo(Instant.now());
          controls.addTable("later", 100);
          awaitStream(sync, "later");
          sync.awaitUpTo(Instant.now());
        }
        sync.awaitUpTo(Instant.now());
        assertThat(Tables.differences(simulator, Map.of(), account::dataset)).isEmpty();
      }
    }
  }

  private static void awaitStream(ContinuousSync sync, String stream) throws InterruptedException {
    while (sync.streams().stream().map(StreamReport::stream).noneMatch(stream::equals)) {
      sync.awaitUpTo(Instant.now());
    }
  }

  @Test
  void whatComesLateIsWrittenAndCountedOnce() throws Exception {
    List<String> items = new CopyOnWriteArrayList<>();
    IntStream.range(0, 5).forEach(n -> items.add(item(n, "2026-01-10T00:00:0" + n + "Z")));
    try (SmallApi api = SmallApi.answering(path -> items.toString())) {
      Tidemark tidemark = api.source(folder, LOOKING_BACK).pace(PACE);
      try (ContinuousSync sync = tidemark.follow()) {
        sync.awaitUpTo(Instant.now());
        assertThat(sync.streams().get(0).followed().late()).isZero();
        items.add(item(5, "2026-01-09T12:00:00Z"));
        items.add(item(6, "2026-01-11T00:00:00Z"));
        sync.awaitUpTo(Instant.now());
        sync.awaitUpTo(Instant.now());
        assertThat(tidemark.dataset("items").rows()).hasSize(7);
        assertThat(sync.streams().get(0).followed().late()).isEqualTo(1);
      }
    }
  }

  private static String item(int n, String at) {
    return "{\"n\":" + n + ",\"at\":\"" + at + "\"}";
  }

  @Test
  void anOutageOfTheSourceIsToldAndSurvived() throws Exception {
    try (Simulator simulator = start("chartmogul")) {
      Account account = account("chartmogul", simulator);
      Tidemark tidemark = account.tidemark().streams("customers").pace(PACE);
      try (ContinuousSync sync = tidemark.follow()) {
        sync.awaitUpTo(Instant.now());
        simulator.faults(FaultPlan.none().from("/v1/*", 1, FaultKind.AUTH_REVOKED));
        simulator.grow(100);
        while (sync.streams().get(0).followed().failing() < 2) {
          Thread.onSpinWait();
        }
        simulator.faults(FaultPlan.none());
        sync.awaitUpTo(Instant.now());
        assertThat(account.differences("customers", "id")).isEmpty();
        assertThat(sync.streams().get(0).followed().failing()).isZero();
      }
    }
  }
}
