package dev.tidemark.source;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import java.util.List;

/** A kind of source, before it has a config. Built-in ones are found by {@code ServiceLoader}. */
public interface SourceProvider {
  /** What a job file calls it. */
  String name();

  /** One line for lists. */
  String title();

  /** JSON Schema of its config. */
  ConfigSpec spec();

  /** A config in its newest form, for one that may be in an older form. */
  default JsonObject migrated(JsonObject config) {
    return config;
  }

  /**
   * The source with a config that has been checked against the spec.
   *
   * @param budget requests that the account may make, or empty for what the source knows itself
   */
  Source open(JsonObject config, Network network, List<Rate> budget);

  /**
   * The same for one who has wishes; a source may pass over those that it can't fulfil.
   *
   * @param wishes what is wanted of the source
   */
  default Source open(JsonObject config, Network network, List<Rate> budget, Wishes wishes) {
    return open(config, network, budget);
  }
}
