package dev.tidemark.simulator;

/**
 * Makes one kind of {@link Api}; named in {@code META-INF/services}, so that the server knows none.
 */
public interface ApiProvider {
  /** The name to start it by. */
  String name();

  /** A new API with its data as the options say. */
  Api open(SimulatorOptions options);
}
