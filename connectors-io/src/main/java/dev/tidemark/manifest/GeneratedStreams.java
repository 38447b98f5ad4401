package dev.tidemark.manifest;

import dev.tidemark.manifest.dynamic.DynamicStreams;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The streams that a manifest makes of templates. Some are known from the config; for others the
 * source is asked, once. Safe for any number of threads.
 */
final class GeneratedStreams {
  private final String manifest;
  private final List<DynamicStreams> definitions;
  private final StreamCompiler compiler;

  /** Known without asking, by definition. */
  private final Map<String, Map<String, CompiledStream>> known = new LinkedHashMap<>();

  /** What has been made so far. */
  private final List<Component> components = new ArrayList<>();

  private Map<String, Map<String, CompiledStream>> asked;
  private Map<String, CompiledStream> allAsked;

  /**
   * @param manifest what messages call the manifest
   * @param compiler makes streams
   */
  GeneratedStreams(String manifest, List<DynamicStreams> definitions, StreamCompiler compiler) {
    this.manifest = manifest;
    this.definitions = definitions;
    this.compiler = compiler;
  }

  /** Compiles those that are known without asking, and sees whether the others can be. */
  void compile(Flaws flaws) {
    for (DynamicStreams definition : definitions) {
      if (definition.asks()) {
        definition.checkTemplate(compiler::compile, flaws);
      } else {
        try {
          known.put(definition.name(), streams(definition, null, flaws));
        } catch (Problem problem) {
          flaws.add(new Flaw("dynamic_streams", null, problem.getMessage()));
        }
      }
    }
  }

  private Map<String, CompiledStream> streams(DynamicStreams definition, Calls calls, Flaws flaws) {
    Map<String, CompiledStream> streams = new LinkedHashMap<>();
    for (Component component : definition.resolve(calls, flaws)) {
      if (component.has("name") && !(component.raw("name") instanceof String)) {
        component.flaw("name", "must be a text, not " + component.raw("name"));
      }
      components.add(component);
      String name = component.text("name", "");
      CompiledStream stream = compiler.compile(component);
      if (streams.put(name, stream) != null) {
        component.flaw("name", "there are two dynamic streams called '" + name + "'");
      }
    }
    return streams;
  }

  /** What definitions are called. */
  List<String> templates() {
    return definitions.stream().map(DynamicStreams::name).toList();
  }

  /** Whether the source must be asked to know them all. */
  boolean asks() {
    return definitions.stream().anyMatch(DynamicStreams::asks);
  }

  /** Those that are known without asking. */
  Map<String, CompiledStream> known() {
    Map<String, CompiledStream> all = new LinkedHashMap<>();
    known.values().forEach(all::putAll);
    return all;
  }

  /** Those that the source tells. */
  synchronized Map<String, CompiledStream> asked(Calls calls) {
    ask(calls);
    return allAsked;
  }

  /** The streams as the manifest might have described them: those that have been made so far. */
  synchronized List<Component> components() {
    return List.copyOf(components);
  }

  /** The names of the streams of a definition. */
  synchronized List<String> names(String template, Calls calls) {
    if (!known.containsKey(template)) {
      ask(calls);
    }
    return List.copyOf((known.containsKey(template) ? known : asked).get(template).keySet());
  }

  private void ask(Calls calls) {
    if (asked == null) {
      Flaws flaws = new Flaws();
      Map<String, Map<String, CompiledStream>> found = new LinkedHashMap<>();
      List<String> names = new ArrayList<>(known().keySet());
      for (DynamicStreams definition : definitions) {
        if (definition.asks()) {
          Map<String, CompiledStream> streams = streams(definition, calls, flaws);
          streams.keySet().forEach(name -> refuseSecond(name, names));
          found.put(definition.name(), streams);
        }
      }
      flaws.refuse(manifest);
      Map<String, CompiledStream> all = new LinkedHashMap<>();
      found.values().forEach(all::putAll);
      allAsked = Collections.unmodifiableMap(all);
      asked = found;
    }
  }

  private static void refuseSecond(String name, List<String> names) {
    if (names.contains(name)) {
      throw Problem.config("there are two dynamic streams called '" + name + "'");
    }
    names.add(name);
  }
}
