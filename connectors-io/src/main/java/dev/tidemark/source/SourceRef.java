package dev.tidemark.source;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that a worker needs to open a source. Holds no secret.
 *
 * @param name a built-in name; for a manifest, what it is called
 * @param manifest the manifest's text, or null for a built-in source
 * @param config its config
 * @param network how to reach it
 * @param budget what the job says the account may spend; empty for what the source knows itself
 * @param wishes what is wanted of it
 */
public record SourceRef(
    String name,
    String manifest,
    SealedConfig config,
    Network network,
    List<Rate> budget,
    Wishes wishes)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Opened sources of this process: workers of one process share connections and parsed text. */
  private static final Map<String, Source> OPENED = new ConcurrentHashMap<>();

  public SourceRef {
    budget = List.copyOf(budget);
  }

  /** The source, opened once in each process. */
  public Source open() {
    return OPENED.computeIfAbsent(
        toString(), key -> provider().open(config.open(), network, budget, wishes));
  }

  /** The same source, of which this is wanted. */
  public SourceRef wishing(Wishes other) {
    return new SourceRef(name, manifest, config, network, budget, other);
  }

  /** The same source for other processes, as its config is made portable. */
  public SourceRef portable(String where, boolean sharesVariables) {
    return new SourceRef(
        name, manifest, config.portable(where, sharesVariables), network, budget, wishes);
  }

  public SourceProvider provider() {
    return manifest == null ? Sources.builtIn(name) : Sources.ofManifest(name, manifest);
  }
}
