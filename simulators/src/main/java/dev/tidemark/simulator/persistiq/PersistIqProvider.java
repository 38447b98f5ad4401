package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiProvider;
import dev.tidemark.simulator.SimulatorOptions;

/** Started by {@code Simulators.start("persistiq", options)}. */
public final class PersistIqProvider implements ApiProvider {
  @Override
  public String name() {
    return "persistiq";
  }

  @Override
  public Api open(SimulatorOptions options) {
    return new PersistIqApi(options);
  }
}
