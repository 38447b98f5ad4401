package dev.tidemark.simulator.convex;

import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiProvider;
import dev.tidemark.simulator.SimulatorOptions;
import java.util.Map;

/** Started by {@code Simulators.start("convex", options)}. */
public final class ConvexProvider implements ApiProvider {
  @Override
  public String name() {
    return "convex";
  }

  @Override
  public Map<String, Object> credentials(String apiKey) {
    return Map.of("deployment_url", "https://" + ConvexApi.HOST, "access_key", apiKey);
  }

  @Override
  public Api open(SimulatorOptions options) {
    return new ConvexApi(options);
  }
}
