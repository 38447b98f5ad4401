package dev.tidemark.job;

import dev.tidemark.config.ConfigSpec;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import dev.tidemark.source.Home;
import dev.tidemark.sync.Pace;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.WriteMode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads job files. All that is wrong with one is said at once, each with line and column. */
public final class JobFile {
  private static final List<String> KEYS =
      List.of(
          "source",
          "config",
          "streams",
          "destination",
          "connection",
          "schema",
          "table_prefix",
          "write",
          "hard_delete",
          "nested",
          "contract",
          "meta_prefix",
          "concurrency",
          "budget",
          "files",
          "network",
          "every",
          "poll",
          "commit");

  /** What may stand in the map of the destination as well. */
  private static final List<String> PLACE_KEYS = List.of("schema", "table_prefix");

  private static final List<String> STREAM_KEYS =
      List.of("cursor", "primary_key", "write", "hard_delete", "columns", "rename", "nested");

  private final Path file;
  private final Findings findings;
  private final Variables variables;

  private JobFile(Path file) {
    this.file = file;
    this.findings = new Findings(file.toString());
    this.variables = variables(folder(file));
  }

  /**
   * Loads a job.
   *
   * @param routes hosts whose requests go elsewhere, beside those that the file names
   */
  public static Job load(Path file, Map<String, String> routes) {
    return new JobFile(file).load(routes);
  }

  private Job load(Map<String, String> routes) {
    YamlMap job = new YamlMap(parse(), variables, findings);
    job.allowOnly(KEYS);
    Network network = network(job).withRoutes(routes);
    Optional<SourceChoice> source = source(job, network);
    Optional<Job.Config> config = source.map(s -> config(s, job));
    Settings settings = settings(job, network);
    findings.throwIfAny();
    return Job.of(source.orElseThrow(), config.orElseThrow(), settings);
  }

  private Node parse() {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(Files.readString(file)));
      if (root instanceof MappingNode) {
        return root;
      }
      throw Problem.config(file + ": a job file is a map that begins with 'source: …'");
    } catch (IOException e) {
      throw Problem.config("can't read the job file " + file + "; `tidemark init NAME` writes one");
    } catch (MarkedYAMLException e) {
      String place =
          e.getProblemMark() == null
              ? file.toString()
              : Place.of(file.toString(), e.getProblemMark()).toString();
      throw Problem.config(place + ": this is not YAML: " + e.getProblem());
    }
  }

  private Optional<SourceChoice> source(YamlMap job, Network network) {
    Optional<String> name = job.text("source");
    if (name.isEmpty()) {
      if (job.get("source").isEmpty()) {
        findings.add(job.node(), "'source' is missing: the name of a source, or of a manifest");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(SourceChoice.of(name.get(), folder(file), network));
    } catch (Problem problem) {
      findings.add(job.get("source").orElseThrow(), problem.getMessage());
      return Optional.empty();
    }
  }

  private Job.Config config(SourceChoice source, YamlMap job) {
    ConfigValues reader = new ConfigValues(variables, findings);
    ConfigSpec spec = source.provider().spec();
    JsonObject given =
        job.get("config").map(node -> reader.read(node, spec.schema())).orElse(new JsonObject());
    source.addDefaults(given);
    Job.Config config = new Job.Config(given, reader.secrets(), reader.environment());
    try {
      config = ConfigMigration.of(config, source.provider());
    } catch (Problem problem) {
      findings.add(job.keyNode("config"), problem.getMessage());
    }
    check("config", job, config.values(), spec, reader);
    return config;
  }

  private void check(
      String key, YamlMap job, JsonObject given, ConfigSpec spec, ConfigValues reader) {
    for (ConfigSpec.Fault fault : spec.check(given)) {
      Node place = nearest(reader.nodes(), fault.path()).orElse(job.keyNode(key));
      // A value that could not be filled in has been complained of already.
      boolean unresolved =
          reader.nodes().containsKey(fault.path()) && fault.message().equals("is missing");
      if (!unresolved) {
        findings.add(place, key + ": '" + fault.path() + "' " + fault.message());
      }
    }
  }

  /** A URL, or a map of the URL and what is to be said beside it. */
  private void destination(YamlMap job, Settings.Builder settings) {
    Optional<Node> node = job.get("destination");
    if (node.isEmpty() || !(node.get() instanceof MappingNode)) {
      settings.destination(job.text("destination"));
      return;
    }
    YamlMap map = job.map("destination").orElseThrow();
    Optional<String> url = map.text("url");
    if (url.isEmpty()) {
      findings.add(map.node(), "destination: 'url' is missing: where the data goes");
      return;
    }
    try {
      ConfigSpec options = DestinationRef.of(url.get()).provider().options();
      ConfigValues reader = new ConfigValues(variables, findings);
      JsonObject given = reader.read(node.get(), options.schema());
      given.remove("url");
      PLACE_KEYS.forEach(given::remove);
      check("destination", job, given, options, reader);
      Set<String> secrets = new HashSet<>(options.secrets());
      secrets.addAll(reader.secrets());
      settings
          .destination(url)
          .destinationOptions(SealedConfig.of(given, secrets, reader.environment()));
    } catch (Problem problem) {
      findings.add(map.get("url").orElseThrow(), problem.getMessage());
    }
  }

  /** A text that stands in the map of the destination, or beside it. */
  private Optional<String> place(YamlMap job, String key) {
    boolean isMap = job.get("destination").filter(MappingNode.class::isInstance).isPresent();
    Optional<String> inside =
        isMap ? job.map("destination").flatMap(map -> map.text(key)) : Optional.empty();
    Optional<String> beside = job.text(key);
    if (inside.isPresent() && beside.isPresent()) {
      findings.add(job.keyNode(key), "'" + key + "' is said twice: in destination and beside it");
    }
    return inside.or(() -> beside);
  }

  private static Optional<Node> nearest(Map<String, Node> nodes, String path) {
    for (String p = path; ; p = p.substring(0, p.lastIndexOf('.'))) {
      if (nodes.containsKey(p)) {
        return Optional.of(nodes.get(p));
      }
      if (!p.contains(".")) {
        return Optional.empty();
      }
    }
  }

  private Settings settings(YamlMap job, Network network) {
    Settings.Builder settings = Settings.DEFAULT.toBuilder();
    destination(job, settings);
    return settings
        .connection(job.text("connection"))
        .streams(streams(job))
        .schema(place(job, "schema"))
        .tablePrefix(place(job, "table_prefix"))
        .write(job.oneOf("write", WriteMode.class))
        .hardDelete(job.flag("hard_delete"))
        .nested(job.oneOf("nested", Nested.class))
        .contract(job.oneOf("contract", Contract.class))
        .metaPrefix(job.text("meta_prefix"))
        .concurrency(job.positive("concurrency"))
        .budget(budget(job))
        .files(Optional.of(folder(file).resolve(job.text("files").orElse("files"))))
        .network(network)
        .pace(pace(job))
        .continuous(job.get("every").isPresent())
        .build();
  }

  private List<StreamChoice> streams(YamlMap job) {
    Optional<Node> node = job.get("streams");
    if (node.isEmpty() || !(node.get() instanceof MappingNode)) {
      List<String> names = job.texts("streams");
      return names.contains("*") ? List.of() : names.stream().map(StreamChoice::of).toList();
    }
    YamlMap map = job.map("streams").orElseThrow();
    List<StreamChoice> choices = new ArrayList<>();
    for (String name : map.names()) {
      choices.add(map.map(name).map(s -> stream(name, s)).orElse(StreamChoice.of(name)));
    }
    return List.copyOf(choices);
  }

  private static StreamChoice stream(String name, YamlMap stream) {
    stream.allowOnly(STREAM_KEYS);
    return new StreamChoice(
        name,
        stream.text("cursor"),
        stream.texts("primary_key"),
        stream.oneOf("write", WriteMode.class),
        stream.flag("hard_delete"),
        stream.texts("columns"),
        stream.map("rename").map(JobFile::texts).orElse(Map.of()),
        stream.oneOf("nested", Nested.class));
  }

  private static Map<String, String> texts(YamlMap map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.names().forEach(name -> map.text(name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  private List<Rate> budget(YamlMap job) {
    Optional<YamlMap> budget = job.map("budget");
    if (budget.isEmpty()) {
      return List.of();
    }
    budget.get().allowOnly(List.of("requests", "per"));
    Optional<Integer> requests = budget.get().positive("requests");
    Optional<Duration> per = budget.get().duration("per");
    if (requests.isEmpty() || per.isEmpty()) {
      findings.add(budget.get().node(), "a budget reads {requests: 100, per: 1m}");
      return List.of();
    }
    return List.of(new Rate(requests.get(), per.get()));
  }

  /** {@code every} says that a sync is continuous, and {@code poll} only how one is. */
  private Pace pace(YamlMap job) {
    Optional<Duration> every = job.duration("every");
    Optional<Duration> poll = job.duration("poll");
    if (every.isPresent() && poll.isPresent()) {
      findings.add(job.keyNode("poll"), "'poll' and 'every' say the same; leave one of them out");
    }
    return new Pace(
        every.or(() -> poll).orElse(Pace.USUAL.every()),
        job.duration("commit").orElse(Pace.USUAL.commit()));
  }

  private Network network(YamlMap job) {
    Optional<YamlMap> network = job.map("network");
    if (network.isEmpty()) {
      return Network.DIRECT;
    }
    network.get().allowOnly(List.of("routes", "proxy"));
    Network direct =
        Network.DIRECT.withRoutes(network.get().map("routes").map(JobFile::texts).orElse(Map.of()));
    return network.get().text("proxy").map(direct::withProxy).orElse(direct);
  }

  private static Variables variables(Path folder) {
    Map<String, String> dotEnv = new HashMap<>(DotEnv.read(Path.of(".env")));
    dotEnv.putAll(DotEnv.read(folder.resolve(".env")));
    String secrets = System.getenv("TIDEMARK_SECRETS");
    Path folderOfSecrets = secrets == null ? Home.path().resolve("secrets") : Path.of(secrets);
    return new Variables(System.getenv(), dotEnv, folderOfSecrets.toAbsolutePath().normalize());
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? Path.of("").toAbsolutePath() : parent;
  }
}
