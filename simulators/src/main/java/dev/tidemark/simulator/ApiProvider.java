package dev.tidemark.simulator;

import java.util.Map;

/**
 * Makes one kind of {@link Api}; named in {@code META-INF/services}, so that the server knows none.
 */
public interface ApiProvider {
  /** The name to start it by. */
  String name();

  /** The config by which a source gets in. */
  default Map<String, Object> credentials(String apiKey) {
    return Map.of("api_key", apiKey);
  }

  /** A new API with its data as the options say. */
  Api open(SimulatorOptions options);
}
