package dev.tidemark.manifest;

import dev.tidemark.http.Budget;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.budget.ApiBudget;
import dev.tidemark.manifest.config.ConfigRules;
import dev.tidemark.manifest.dynamic.DynamicStreams;
import dev.tidemark.manifest.job.JobSlots;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Wishes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A manifest compiled with a config. Immutable.
 *
 * @param config as components see it, once the manifest's rules have changed it
 * @param rules for the config
 * @param streams by name, in the manifest's order, as far as they are known without asking
 * @param generated those that are made of templates
 * @param groups those that must not be read at the same time
 * @param budget what the account may spend
 * @param check what a check reads
 * @param concurrency how many slices the manifest wants to be read at once
 * @param extensions what it says to this engine alone
 */
record CompiledManifest(
    JsonObject config,
    ConfigRules rules,
    Map<String, CompiledStream> streams,
    GeneratedStreams generated,
    StreamGroups groups,
    Budget budget,
    CheckPlan check,
    int concurrency,
    Extensions extensions) {

  private static final String CONDITIONAL = "ConditionalStreams";

  /**
   * Compiles a manifest.
   *
   * @param clock behind {@code now_utc()} in its templates
   * @throws dev.tidemark.problem.Problem that lists all that is wrong with it
   */
  static CompiledManifest compile(Document document, JsonObject config, Clock clock) {
    return compile(document, config, Wishes.NONE, clock);
  }

  /** The same for one who has wishes. */
  static CompiledManifest compile(
      Document document, JsonObject config, Wishes wishes, Clock clock) {
    Flaws flaws = new Flaws();
    CompiledManifest manifest = compile(document, config, wishes, clock, flaws);
    flaws.refuse(document.name());
    return manifest;
  }

  /**
   * Compiles a manifest as far as that goes.
   *
   * @param flaws takes what is wrong with it
   */
  static CompiledManifest compile(
      Document document, JsonObject config, Wishes wishes, Clock clock, Flaws flaws) {
    Flaws rulesFlaws = new Flaws();
    ConfigRules rules = ConfigRules.of(document.root(config, rulesFlaws, clock));
    rulesFlaws.all().forEach(flaws::add);
    JsonObject changed = config;
    if (rulesFlaws.all().isEmpty()) {
      try {
        changed = rules.transform(rules.migrate(config));
      } catch (Problem problem) {
        flaws.add(new Flaw("", null, problem.getMessage()));
      }
    }
    return compile(document.root(changed, flaws, clock), rules, wishes, document.name(), flaws);
  }

  /** The same manifest with the values of the config that hold during a check only. */
  CompiledManifest duringCheck(Document document, Clock clock) {
    if (check.overrides().isEmpty()) {
      return this;
    }
    JsonObject overridden = config.copy();
    JsonObject overrides = check.overrides();
    overrides.names().forEach(name -> overridden.put(name, overrides.get(name)));
    Flaws flaws = new Flaws();
    CompiledManifest manifest =
        compile(
            document.root(overridden, flaws, clock), rules, Wishes.NONE, document.name(), flaws);
    flaws.refuse(document.name());
    return manifest;
  }

  private static CompiledManifest compile(
      Component root, ConfigRules rules, Wishes wishes, String name, Flaws flaws) {
    if (!root.type().equals("DeclarativeSource")) {
      String hint = Nearest.hint(root.type(), List.of("DeclarativeSource"));
      root.flaw("type", "'" + root.type() + "' is not DeclarativeSource." + hint);
    }
    Extensions extensions = Extensions.of(root);
    StreamCompiler compiler = new StreamCompiler(extensions, jobSlots(root), wishes);
    List<Component> listed = listed(root);
    Map<String, CompiledStream> streams = streams(listed, compiler);
    GeneratedStreams generated =
        new GeneratedStreams(name, DynamicStreams.of(root, compiler::auxiliary), compiler);
    generated.compile(flaws);
    addTo(streams, generated, root);
    boolean areAll = !generated.asks() && !isConditional(root);
    for (String stream : extensions.ordered()) {
      if (areAll && !streams.containsKey(stream)) {
        root.child("tidemark").flaw("ordered", unknown(stream, streams));
      }
    }
    return new CompiledManifest(
        root.config(),
        rules,
        streams,
        generated,
        StreamGroups.of(root, listed),
        ApiBudget.of(root),
        CheckPlan.compile(
            root, new CheckPlan.Known(streams.keySet(), areAll, generated.templates())),
        Concurrency.of(root),
        extensions);
  }

  private static JobSlots jobSlots(Component root) {
    return new JobSlots((int) root.count("max_concurrent_async_job_count", 1));
  }

  private static String unknown(String name, Map<String, CompiledStream> streams) {
    List<String> names = new ArrayList<>(streams.keySet());
    return "there is no stream '" + name + "'." + Nearest.hint(name, names);
  }

  /** The streams that the manifest lists; some only under a condition on the config. */
  private static List<Component> listed(Component root) {
    if (!root.has("streams") && !root.has("dynamic_streams")) {
      root.flaw("streams", "is missing; a list of streams is expected");
    }
    List<Component> listed = new ArrayList<>();
    for (Component component : root.children("streams")) {
      if (!component.type().equals(CONDITIONAL)) {
        listed.add(component);
      } else if (component.expression("condition", Names.NONE).holdsIn(Expression.NOTHING)) {
        listed.addAll(component.children("streams"));
      }
    }
    return listed;
  }

  private static boolean isConditional(Component root) {
    return root.children("streams").stream().anyMatch(c -> c.type().equals(CONDITIONAL));
  }

  private static void addTo(
      Map<String, CompiledStream> streams, GeneratedStreams generated, Component root) {
    generated
        .known()
        .forEach(
            (name, stream) -> {
              if (streams.containsKey(name)) {
                root.flaw("dynamic_streams", "there is another stream called '" + name + "'");
              }
              streams.put(name, stream);
            });
  }

  private static Map<String, CompiledStream> streams(
      List<Component> listed, StreamCompiler compiler) {
    Map<String, CompiledStream> streams = new LinkedHashMap<>();
    for (Component component : listed) {
      CompiledStream stream = compiler.compile(component);
      String name = component.text("name", "");
      if (!name.isEmpty() && streams.containsKey(name)) {
        component.flaw("name", "there are two streams called '" + name + "'");
      }
      // One that can't be compiled keeps its place, so that a check of it is no flaw of its own.
      streams.put(name, stream);
    }
    return streams;
  }
}
