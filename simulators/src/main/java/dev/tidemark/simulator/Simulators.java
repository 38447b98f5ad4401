package dev.tidemark.simulator;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Starts simulators by name:
 *
 * <pre>{@code
 * try (Simulator sim = Simulators.start("chartmogul", SimulatorOptions.defaults().withSeed(7))) {
 *   read(sim.url());
 *   assertThat(rows).isEqualTo(sim.truth("customers"));
 *   assertThat(sim.violations()).isEmpty();
 * }
 * }</pre>
 *
 * They listen on 127.0.0.1 alone. The same seed and size give the same data in every process.
 */
public final class Simulators {
  private Simulators() {}

  /** The names that can be started, sorted. */
  public static List<String> names() {
    return List.copyOf(providers().keySet());
  }

  /** The config by which a source gets into a simulator that was started with this key. */
  public static Map<String, Object> credentials(String name, String apiKey) {
    return provider(name).credentials(apiKey);
  }

  /** Starts one; throws IllegalArgumentException when there is none of that name. */
  public static Simulator start(String name, SimulatorOptions options) {
    return Simulator.start(provider(name).open(options), options);
  }

  private static ApiProvider provider(String name) {
    Map<String, ApiProvider> known = providers();
    ApiProvider provider = known.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "no simulator is named '" + name + "'; there are: " + String.join(", ", known.keySet()));
    }
    return provider;
  }

  private static Map<String, ApiProvider> providers() {
    Map<String, ApiProvider> byName = new TreeMap<>();
    Iterator<ApiProvider> found =
        ServiceLoader.load(ApiProvider.class, ApiProvider.class.getClassLoader()).iterator();
    found.forEachRemaining(provider -> byName.put(provider.name(), provider));
    return byName;
  }
}
