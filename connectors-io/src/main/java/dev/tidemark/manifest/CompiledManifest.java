package dev.tidemark.manifest;

import dev.tidemark.http.Budget;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.budget.ApiBudget;
import dev.tidemark.manifest.job.JobSlots;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.problem.Nearest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A manifest compiled with a config. Immutable.
 *
 * @param streams by name, in the manifest's order
 * @param budget what the account may spend
 * @param check what a check reads
 * @param concurrency how many slices the manifest wants to be read at once
 * @param extensions what it says to this engine alone
 */
record CompiledManifest(
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
    CompiledManifest manifest = compile(document.root(config, flaws, clock));
    flaws.refuse(document.name());
    return manifest;
  }

  /**
   * Compiles a manifest as far as that goes; what is wrong with it is noted where the root says.
   */
  static CompiledManifest compile(Component root) {
    if (!root.type().equals("DeclarativeSource")) {
      String hint = Nearest.hint(root.type(), List.of("DeclarativeSource"));
      root.flaw("type", "'" + root.type() + "' is not DeclarativeSource." + hint);
    }
    for (String later : LATER) {
      if (root.has(later)) {
        root.flaw(later, "is not supported yet");
      }
    }
    if (root.has("spec") && root.child("spec").has("config_normalization_rules")) {
      root.child("spec").flaw("config_normalization_rules", "is not supported yet");
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
