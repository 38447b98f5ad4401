package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiProvider;
import dev.tidemark.simulator.SimulatorOptions;

/** Started by {@code Simulators.start("chartmogul", options)}. */
public final class ChartMogulProvider implements ApiProvider {
  @Override
  public String name() {
    return "chartmogul";
  }

  @Override
  public Api open(SimulatorOptions options) {
    return new ChartMogulApi(options);
  }
}
