package dev.tidemark.source;

import static org.apache.beam.sdk.util.Preconditions.checkArgumentNotNull;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * What the typed read of any source is told: which stream, with which settings, how to reach the
 * source and what may be spent there. Immutable; holds no secret.
 *
 * @param source the source's name
 * @param manifest the text of the manifest that describes it; null for a built-in source
 * @param stream which stream; null until it is said
 * @param config the settings given so far
 * @param network routes and proxy
 * @param budget what the account may spend; empty for what the source knows itself
 * @param errors gets the records that can't become rows; null to fail the pipeline instead
 */
public record ReadOptions(
    String source,
    String manifest,
    String stream,
    SealedConfig config,
    Network network,
    List<Rate> budget,
    ErrorHandler<BadRecord, ?> errors)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Nothing said yet. */
  public static ReadOptions of(String source) {
    return ofManifest(source, null);
  }

  /** The same of a source that a manifest describes. */
  public static ReadOptions ofManifest(String name, String text) {
    return new ReadOptions(name, text, null, SealedConfig.EMPTY, Network.DIRECT, List.of(), null);
  }

  public ReadOptions withStream(String name) {
    return new ReadOptions(source, manifest, name, config, network, budget, errors);
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
    return new ReadOptions(source, manifest, stream, config, network, List.of(rate), errors);
  }

  public ReadOptions withNetwork(Network way) {
    return new ReadOptions(source, manifest, stream, config, way, budget, errors);
  }

  /** Gives the records that can't become rows to a handler. */
  public ReadOptions withErrorHandler(ErrorHandler<BadRecord, ?> handler) {
    return new ReadOptions(source, manifest, stream, config, network, budget, handler);
  }

  /** The kind of source. */
  public SourceProvider provider() {
    return ref().provider();
  }

  private SourceRef ref() {
    return new SourceRef(source, manifest, config, network, budget, Wishes.NONE);
  }

  /** Reads the stream; throws IllegalArgumentException where something is missing or wrong. */
  public PCollection<Row> read(PBegin input) {
    checkArgumentNotNull(stream, "no stream to read: from(a stream) is missing");
    List<ConfigSpec.Fault> faults = provider().spec().check(config.open());
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the setting " + faults.get(0).path() + " of " + source + " " + faults.get(0).message());
    }
    return input.apply("Read", new ReadRows(ref(), stream, errors));
  }

  /** Sets all settings. */
  public ReadOptions withConfig(SealedConfig settings) {
    return new ReadOptions(source, manifest, stream, settings, network, budget, errors);
  }
}
