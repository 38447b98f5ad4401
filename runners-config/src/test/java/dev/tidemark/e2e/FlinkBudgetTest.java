package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.twilio.TwilioControls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Flink cluster of several processes makes of a budget; has the machine to itself. */
class FlinkBudgetTest {
  private static final Map<String, String> KEY = Map.of("API_KEY", Account.KEY);
  private static final int SLOTS = 8;
  private static final int REQUESTS_PER_SECOND = 20;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @TempDir Path place;
  @TempDir Path folder;

  @Test
  void workersTogetherKeepToTheBudgetAndUseIt() throws Exception {
    SimulatorOptions options = SimulatorOptions.defaults().withSeed(7).withSize(100);
    try (Simulator simulator = Simulators.start("twilio", options.withoutRateLimit());
        FlinkCluster cluster = FlinkCluster.start(place, 2, SLOTS, KEY)) {
      simulator.controls(TwilioControls.class).subaccounts(10);
      Files.write(folder.resolve("job.yaml"), calls(simulator));
      Program.Ended ended =
          Program.run(
              folder,
              KEY,
              "sync",
              "job.yaml",
              "--runner",
              "flink",
              "--flink-master",
              cluster.address());
      assertThat(ended.exit()).as(ended.err()).isZero();
      List<Long> arrivals =
          simulator.requests().stream().map(RecordedRequest::arrivalNanos).sorted().toList();
      assertThat(mostInAnySecond(arrivals)).isLessThanOrEqualTo(REQUESTS_PER_SECOND);
      List<Long> middle = arrivals.subList(arrivals.size() / 4, arrivals.size() * 3 / 4);
      double seconds = (middle.get(middle.size() - 1) - middle.get(0)) / (double) SECOND;
      double used = (middle.size() - 1) / seconds / REQUESTS_PER_SECOND;
      System.out.printf("%d requests, %.0f %% of the budget used%n", arrivals.size(), 100 * used);
      assertThat(used).isGreaterThanOrEqualTo(0.9);
    }
  }

  private static long mostInAnySecond(List<Long> arrivals) {
    int most = 0;
    for (int from = 0, to = 0; to < arrivals.size(); to++) {
      while (arrivals.get(to) - arrivals.get(from) >= SECOND) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  private static List<String> calls(Simulator simulator) {
    List<String> job = new ArrayList<>();
    job.add("source: twilio");
    job.add("config:");
    job.add("  account_sid: " + Simulators.credentials("twilio", Account.KEY).get("account_sid"));
    job.add("  auth_token: ${API_KEY}");
    job.add("  start_date: 2024-01-01T00:00:00Z");
    job.add("streams: [calls]");
    job.add("destination: " + PostgresServer.database());
    job.add("concurrency: " + 2 * SLOTS);
    job.add("budget: {requests: " + REQUESTS_PER_SECOND + ", per: 1s}");
    job.add("network:");
    job.add("  routes:");
    simulator.routes().forEach((host, to) -> job.add("    " + host + ": '" + to + "'"));
    return job;
  }
}
