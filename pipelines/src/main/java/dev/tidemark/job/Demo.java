package dev.tidemark.job;

import dev.tidemark.http.Rate;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service played by a simulator in this process, for {@code source: demo/NAME}. It needs no
 * account. Between two syncs its customers go on doing business.
 */
final class Demo implements AutoCloseable {
  static final String PREFIX = "demo/";

  /** The simulator has no limits, so neither need we. */
  static final Rate BUDGET = new Rate(1_000, Duration.ofSeconds(1));

  private static final int SIZE = 10_000;
  private static final int GROWTH = 250;

  private static final String KEY = "demo";
  private static final String START_DATE = "2024-01-01T00:00:00Z";

  private final Simulator simulator;

  private Demo(Simulator simulator) {
    this.simulator = simulator;
  }

  static List<String> names() {
    return Simulators.names();
  }

  /** Config that the simulated account accepts; not every source knows all of it. */
  static Map<String, Object> config(String name) {
    Map<String, Object> config = new LinkedHashMap<>(Simulators.credentials(name, KEY));
    config.put("start_date", START_DATE);
    return config;
  }

  static Demo start(String name) {
    return new Demo(
        Simulators.start(
            name, SimulatorOptions.defaults().withSize(SIZE).withApiKey(KEY).withoutRateLimit()));
  }

  Map<String, String> routes() {
    return simulator.routes();
  }

  /** Lets as much business happen as would have between that many syncs. */
  void grow(long syncs) {
    for (long i = 0; i < syncs; i++) {
      simulator.grow(GROWTH);
    }
  }

  @Override
  public void close() {
    simulator.close();
  }
}
