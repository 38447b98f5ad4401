package dev.tidemark;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.job.ConfigMigration;
import dev.tidemark.job.Job;
import dev.tidemark.job.Settings;
import dev.tidemark.job.SourceChoice;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Secret;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import dev.tidemark.sync.Pace;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.WriteMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sync that is being described, step by step; each step gives a new value and leaves the old one
 * as it was. {@link #sync} carries it out. What is wrong is thrown as a {@link Problem} that says
 * what to do.
 */
public final class Tidemark {
  private final String source;
  private final Map<String, Object> config;
  private final Settings settings;

  private Tidemark(String source, Map<String, Object> config, Settings settings) {
    this.source = source;
    this.config = config;
    this.settings = settings;
  }

  /** Names of the built-in sources. */
  public static List<String> sources() {
    return Sources.all().stream().map(SourceProvider::name).toList();
  }

  /** Begins with a source: a built-in name, {@code demo/NAME}, or the path or URL of a manifest. */
  public static Tidemark source(String nameOrManifest) {
    return new Tidemark(nameOrManifest, Map.of(), Settings.DEFAULT);
  }

  /**
   * The source's config. A {@link Secret} is kept out of every message whatever the source says.
   */
  public Tidemark config(Map<String, ?> values) {
    return new Tidemark(source, new LinkedHashMap<>(values), settings);
  }

  /** Only these streams; all if never called. */
  public Tidemark streams(String... names) {
    return with(change().streams(Arrays.stream(names).map(StreamChoice::of).toList()));
  }

  /** Only these streams, some of them otherwise than the source would have it. */
  public Tidemark streams(StreamChoice... choices) {
    return with(change().streams(List.of(choices)));
  }

  /** Where to: {@code duckdb:FILE}. */
  public Tidemark into(String destination) {
    return into(destination, Map.of());
  }

  /** Where to, with what else the destination must know: its password, say. */
  public Tidemark into(String destination, Map<String, ?> options) {
    Set<String> secrets = new HashSet<>();
    JsonObject values = reveal(JsonObject.copyOf(options), "", secrets);
    DestinationProvider provider = DestinationRef.of(destination).provider();
    throwIfAny("destination", provider.options().check(values));
    secrets.addAll(provider.options().secrets());
    return with(
        change()
            .destination(Optional.of(destination))
            .destinationOptions(SealedConfig.of(values, secrets, Map.of())));
  }

  /** The schema that tables are in; by default the destination's. */
  public Tidemark schema(String name) {
    return with(change().schema(Optional.of(name)));
  }

  /** What the names of tables begin with; by default nothing. */
  public Tidemark tablePrefix(String prefix) {
    return with(change().tablePrefix(Optional.of(prefix)));
  }

  /** What happens to data that the table has no column for; by default the table evolves. */
  public Tidemark contract(Contract contract) {
    return with(change().contract(Optional.of(contract)));
  }

  /** What meta columns begin with; {@code _airbyte} fits tables that PyAirbyte made. */
  public Tidemark metaPrefix(String prefix) {
    return with(change().metaPrefix(Optional.of(prefix)));
  }

  /** How many slices are read at once. */
  public Tidemark concurrency(int slices) {
    return with(change().concurrency(Optional.of(slices)));
  }

  /** How rows enter tables; by default what fits the stream. */
  public Tidemark write(WriteMode mode) {
    return with(change().write(Optional.of(mode)));
  }

  /** Removes rows whose records are gone from the source, instead of keeping them marked. */
  public Tidemark hardDelete() {
    return with(change().hardDelete(Optional.of(true)));
  }

  /** What becomes of objects in records; by default each is one JSON value. */
  public Tidemark nested(Nested how) {
    return with(change().nested(Optional.of(how)));
  }

  /** Names the progress in the destination; by default the source's name. */
  public Tidemark connection(String name) {
    return with(change().connection(Optional.of(name)));
  }

  /** What the account may spend, instead of what the source knows itself. */
  public Tidemark budget(Rate rate) {
    return with(change().budget(List.of(rate)));
  }

  /** Where files that belong to records go; by default the folder {@code files}. */
  public Tidemark files(Path folder) {
    return with(change().files(Optional.of(folder)));
  }

  /** Routes and proxy. */
  public Tidemark network(Network network) {
    return with(change().network(network));
  }

  /** Throws unless the config is valid and the source accepts it; otherwise gives this back. */
  public Tidemark check() {
    try (Job job = job()) {
      job.source().check();
    }
    return this;
  }

  /** The streams that the source has. */
  public List<StreamSpec> discover() {
    try (Job job = job()) {
      Source opened = job.source();
      return opened.streams();
    }
  }

  /** Names of the streams that the source has. */
  public List<String> streamNames() {
    return discover().stream().map(StreamSpec::name).toList();
  }

  /** A stream of the source, to be read without a destination. */
  public SourceStream stream(String name) {
    return new SourceStream(this, name);
  }

  /** JSON Schema of the source's config; prints as JSON. */
  public JsonObject configSpec() {
    return SourceChoice.of(source, Path.of(""), settings.network()).provider().spec().schema();
  }

  /** Brings what is new since the last sync. */
  public SyncResult sync() {
    return SyncResult.of(this, false);
  }

  /** Reads everything again and replaces the tables by it. */
  public SyncResult fullRefresh() {
    return SyncResult.of(this, true);
  }

  /** Brings what is new as it comes, until it is closed. */
  public ContinuousSync follow() {
    return ContinuousSync.start(this, RunnerSupport.named("direct"));
  }

  /** How often a continuous sync asks and commits. */
  public Tidemark pace(Pace pace) {
    return with(change().pace(pace));
  }

  /** What earlier syncs brought of a stream. */
  public Dataset dataset(String stream) {
    try (Job job = job()) {
      return Dataset.of(job.syncJob(), stream);
    }
  }

  Job job() {
    SourceChoice choice = SourceChoice.of(source, Path.of(""), settings.network());
    Set<String> secrets = new HashSet<>();
    JsonObject values = reveal(JsonObject.copyOf(config), "", secrets);
    choice.addDefaults(values);
    Job.Config newest =
        ConfigMigration.of(new Job.Config(values, secrets, Map.of()), choice.provider());
    throwIfAny("config", choice.provider().spec().check(newest.values()));
    return Job.of(choice, newest, settings);
  }

  private static void throwIfAny(String where, List<ConfigSpec.Fault> faults) {
    if (!faults.isEmpty()) {
      throw Problem.config(
          faults.stream()
              .map(fault -> where + ": '" + fault.path() + "' " + fault.message())
              .collect(Collectors.joining("\n")));
    }
  }

  private static JsonObject reveal(JsonObject values, String prefix, Set<String> secrets) {
    for (String name : values.names()) {
      Object value = values.get(name);
      if (value instanceof Secret secret) {
        secrets.add(prefix + name);
        values.put(name, secret.reveal());
      } else if (value instanceof JsonObject object) {
        reveal(object, prefix + name + ".", secrets);
      }
    }
    return values;
  }

  private Settings.Builder change() {
    return settings.toBuilder();
  }

  private Tidemark with(Settings.Builder changed) {
    return new Tidemark(source, config, changed.build());
  }
}
