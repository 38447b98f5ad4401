package dev.tidemark.manifest;

import dev.tidemark.http.Budget;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.budget.ApiBudget;
import dev.tidemark.manifest.config.ConfigRules;
import dev.tidemark.manifest.job.JobSlots;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
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
 * @param streams by name, in the manifest's order
 * @param budget what the account may spend
 * @param check what a check reads
 * @param concurrency how many slices the manifest wants to be read at once
 * @param extensions what it says to this engine alone
 */
record CompiledManifest(
    JsonObject config,
    ConfigRules rules,
    Map<String, CompiledStream> streams,
    Budget budget,
    CheckStreams check,
    int concurrency,
    Extensions extensions) {

  private static final List<String> LATER = List.of("dynamic_streams", "stream_groups");

  /**
   * Compiles a manifest.
   *
   * @param clock behind {@code now_utc()} in its templates
   * @throws dev.tidemark.problem.Problem that lists all that is wrong with it
   */
  static CompiledManifest compile(Document document, JsonObject config, Clock clock) {
    Flaws flaws = new Flaws();
    CompiledManifest manifest = compile(document, config, clock, flaws);
    flaws.refuse(document.name());
    return manifest;
  }

  /**
   * Compiles a manifest as far as that goes.
   *
   * @param flaws takes what is wrong with it
   */
  static CompiledManifest compile(Document document, JsonObject config, Clock clock, Flaws flaws) {
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
    return compile(document.root(changed, flaws, clock), rules);
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
    CompiledManifest manifest = compile(document.root(overridden, flaws, clock), rules);
    flaws.refuse(document.name());
    return manifest;
  }

  private static CompiledManifest compile(Component root, ConfigRules rules) {
    if (!root.type().equals("DeclarativeSource")) {
      String hint = Nearest.hint(root.type(), List.of("DeclarativeSource"));
      root.flaw("type", "'" + root.type() + "' is not DeclarativeSource." + hint);
    }
    for (String later : LATER) {
      if (root.has(later)) {
        root.flaw(later, "is not supported yet");
      }
    }
    Extensions extensions = Extensions.of(root);
    Map<String, CompiledStream> streams =
        streams(root, new StreamCompiler(extensions.strictPaths(), jobSlots(root)));
    for (String name : extensions.ordered()) {
      if (!streams.containsKey(name)) {
        root.child("tidemark").flaw("ordered", unknown(name, streams));
      }
    }
    return new CompiledManifest(
        root.config(),
        rules,
        streams,
        ApiBudget.of(root),
        CheckStreams.compile(root, streams.keySet()),
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

  private static Map<String, CompiledStream> streams(Component root, StreamCompiler compiler) {
    Map<String, CompiledStream> streams = new LinkedHashMap<>();
    if (!root.has("streams") && !root.has("dynamic_streams")) {
      root.flaw("streams", "is missing; a list of streams is expected");
    }
    for (Component component : root.children("streams")) {
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
