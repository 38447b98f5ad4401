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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync that goes on, in this process. */
class ContinuousTest {
  private static final Pace PACE = new Pace(Duration.ofMillis(300), Duration.ofSeconds(1));

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
