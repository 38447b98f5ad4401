package dev.tidemark.job;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.http.Network;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.SourceRef;
import dev.tidemark.source.Wishes;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.SyncJob;
import dev.tidemark.sync.WriteMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A job with everything resolved, ready to be used. A demo's simulator runs from here until the job
 * is closed.
 */
public final class Job implements AutoCloseable {
  private final SourceProvider provider;
  private final SourceRef source;
  private final SyncJob syncJob;
  private final Optional<Demo> demo;
  private final boolean continuous;

  private Job(
      SourceProvider provider,
      SourceRef source,
      SyncJob syncJob,
      Optional<Demo> demo,
      boolean continuous) {
    this.provider = provider;
    this.source = source;
    this.syncJob = syncJob;
    this.demo = demo;
    this.continuous = continuous;
  }

  /**
   * A config as it was given.
   *
   * @param values by name
   * @param secrets paths of the values that are secret whatever the spec says
   * @param variables the environment variable that a value came from, by path
   */
  public record Config(JsonObject values, Set<String> secrets, Map<String, String> variables) {}

  /** Puts a job together; the config has been checked against the source's spec. */
  public static Job of(SourceChoice source, Config config, Settings settings) {
    Optional<Demo> demo = source.demo().map(Demo::start);
    Network network =
        demo.map(d -> settings.network().withRoutes(d.routes())).orElse(settings.network());
    Set<String> secrets = new HashSet<>(config.secrets());
    secrets.addAll(source.provider().spec().secrets());
    SourceRef ref =
        new SourceRef(
            source.name(),
            source.manifest(),
            SealedConfig.of(config.values(), secrets, config.variables()),
            network,
            demo.isPresent() ? List.of(Demo.BUDGET) : settings.budget(),
            Wishes.NONE);
    String url = settings.destination().orElse("duckdb:" + source.name() + ".duckdb");
    String connection = settings.connection().orElse(source.name());
    DestinationRef destination =
        DestinationRef.of(url, settings.schema().orElse(null), settings.destinationOptions())
            .through(network);
    SyncJob job =
        new SyncJob(
            connection,
            ref.wishing(wishes(settings)),
            settings.streams(),
            // Says now, and not after minutes of work, if there is no such destination.
            destination.provider().forConnection(destination, connection),
            settings.write().orElse(WriteMode.AUTO),
            settings.hardDelete().orElse(false),
            settings.nested().orElse(Nested.JSON),
            settings.contract().orElse(Contract.EVOLVE),
            settings.tablePrefix().orElse(""),
            settings.metaPrefix().map(MetaColumns::withPrefix).orElse(MetaColumns.DEFAULT),
            settings.concurrency().orElse(0),
            settings.pace());
    return new Job(source.provider(), ref, job, demo, settings.continuous());
  }

  private static Wishes wishes(Settings settings) {
    Map<String, List<String>> fields = new HashMap<>();
    Map<String, String> cursors = new HashMap<>();
    for (StreamChoice choice : settings.streams()) {
      choice.cursor().ifPresent(cursor -> cursors.put(choice.name(), cursor));
      if (!choice.columns().isEmpty()) {
        List<String> wanted = new ArrayList<>(choice.columns());
        wanted.addAll(choice.primaryKey());
        choice.cursor().ifPresent(wanted::add);
        fields.put(choice.name(), wanted);
      }
    }
    Path files = settings.files().orElse(Path.of("files")).toAbsolutePath();
    return new Wishes(files.toString(), fields, cursors);
  }

  public SyncJob syncJob() {
    return syncJob;
  }

  public SourceProvider provider() {
    return provider;
  }

  /** Whether its sync goes on until it is stopped. */
  public boolean isContinuous() {
    return continuous;
  }

  public boolean isDemo() {
    return demo.isPresent();
  }

  /** The source, for looking at: it writes nothing. */
  public Source source() {
    return source.open();
  }

  public Destination destination(Access access) {
    return syncJob.destination().open(access);
  }

  /** To be called before a sync: a demo's business goes on between two of them. */
  public void prepare() {
    if (demo.isPresent()) {
      try (Destination destination = destination(Access.WRITE)) {
        demo.get().grow(destination.syncs(syncJob.connection()));
      }
    }
  }

  @Override
  public void close() {
    demo.ifPresent(Demo::close);
  }
}
