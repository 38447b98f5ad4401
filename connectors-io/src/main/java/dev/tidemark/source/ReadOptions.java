package dev.tidemark.source;

import static org.apache.beam.sdk.util.Preconditions.checkArgumentNotNull;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * What the typed read of any source is told: which stream, with which settings, how to reach the
 * source and what may be spent there. Immutable; holds no secret.
 *
 * @param source the source's name
 * @param stream which stream; null until it is said
 * @param config the settings given so far
 * @param network routes and proxy
 * @param budget what the account may spend; empty for what the source knows itself
 */
public record ReadOptions(
    String source, String stream, SealedConfig config, Network network, List<Rate> budget)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Nothing said yet. */
  public static ReadOptions of(String source) {
    return new ReadOptions(source, null, SealedConfig.EMPTY, Network.DIRECT, List.of());
  }

  public ReadOptions withStream(String name) {
    return new ReadOptions(source, name, config, network, budget);
  }

  /** Sets a setting that is no secret. */
  public ReadOptions with(String setting, Object value) {
    return withConfig(config.with(setting, value));
  }

  /** Sets a secret, kept out of the pipeline graph; workers in this process alone know it. */
  public ReadOptions withSecret(String setting, String secret) {
    return withConfig(config.withSecret(setting, secret, null));
  }

  /** Sets a secret to what an environment variable holds, here and on the workers. */
  public ReadOptions withSecretFromEnv(String setting, String variable) {
    return withConfig(config.withSecretFromEnv(setting, variable));
  }

  /** Spends so much, whatever the source knows of its limits. */
  public ReadOptions withBudget(Rate rate) {
    return new ReadOptions(source, stream, config, network, List.of(rate));
  }

  public ReadOptions withNetwork(Network way) {
    return new ReadOptions(source, stream, config, way, budget);
  }

  /** Reads the stream; throws IllegalArgumentException where something is missing or wrong. */
  public PCollection<Row> read(PBegin input) {
    checkArgumentNotNull(stream, "no stream to read: from(a stream) is missing");
    SourceRef ref = new SourceRef(source, null, config, network, budget, Wishes.NONE);
    List<ConfigSpec.Fault> faults = ref.provider().spec().check(config.open());
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the setting " + faults.get(0).path() + " of " + source + " " + faults.get(0).message());
    }
    return input.apply("Read", new ReadRows(ref, stream));
  }

  private ReadOptions withConfig(SealedConfig settings) {
    return new ReadOptions(source, stream, settings, network, budget);
  }
}
