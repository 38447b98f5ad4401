package dev.tidemark.manifest.dynamic;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Streams that are made of one template. Safe for any number of threads. */
public final class DynamicStreams {
  private static final Set<String> NAMES = Set.of("components_values", "stream_template_config");
  private static final Set<String> HTTP_NAMES =
      Set.of("components_values", "stream_template_config", HttpComponents.SLICE);

  private final String name;
  private final Component template;
  private final boolean outerWins;
  private final Resolution resolution;

  /** Where the values come from, and where they go. */
  private record Resolution(ComponentsResolver resolver, List<ComponentMapping> mappings) {}

  private DynamicStreams(String name, Component component, Resolution resolution) {
    this.name = name;
    this.template = component.child("stream_template");
    this.outerWins =
        !component.has("use_parent_parameters") || component.flag("use_parent_parameters");
    this.resolution = resolution;
  }

  /**
   * The dynamic streams that a root lists.
   *
   * @param retrievers compiles what reads values from the source, for streams of some name
   */
  public static List<DynamicStreams> of(
      Component root, BiFunction<Component, String, Retriever> retrievers) {
    List<DynamicStreams> found = new ArrayList<>();
    for (Component component : root.children("dynamic_streams")) {
      String name = component.text("name", "dynamic_stream_" + found.size());
      DynamicStreams streams =
          Registry.<DynamicStreams>of("a dynamic stream")
              .with("DynamicDeclarativeStream", c -> compile(name, c, retrievers))
              .make(component);
      if (streams != null) {
        found.add(streams);
      }
    }
    return found;
  }

  private static DynamicStreams compile(
      String name, Component component, BiFunction<Component, String, Retriever> retrievers) {
    Resolution resolution =
        Registry.<Resolution>of("a components resolver")
            .with(
                "HttpComponentsResolver",
                c ->
                    resolution(
                        c,
                        new HttpComponents(c, r -> retrievers.apply(r, name)),
                        new ComponentMapping.Kind(HTTP_NAMES, false, false, false, false)))
            .with(
                "ConfigComponentsResolver",
                c ->
                    resolution(
                        c,
                        new ConfigComponents(c),
                        new ComponentMapping.Kind(NAMES, true, true, true, true)))
            .with(
                "ParametrizedComponentsResolver",
                c ->
                    resolution(
                        c,
                        new ParametrizedComponents(c),
                        new ComponentMapping.Kind(NAMES, true, false, true, false)))
            .make(component.child("components_resolver"));
    return resolution == null ? null : new DynamicStreams(name, component, resolution);
  }

  private static Resolution resolution(
      Component component, ComponentsResolver resolver, ComponentMapping.Kind kind) {
    if (!component.has("components_mapping")) {
      component.flaw("components_mapping", "is missing; a list of mappings is expected");
    }
    List<ComponentMapping> mappings =
        Registry.<ComponentMapping>of("a component mapping")
            .with("ComponentMappingDefinition", c -> new ComponentMapping(c, kind))
            .makeAll(component.children("components_mapping"));
    return new Resolution(resolver, mappings);
  }

  /** What a check calls these streams. */
  public String name() {
    return name;
  }

  /** Whether the source must be asked what streams there are. */
  public boolean asks() {
    return resolution.resolver().asks();
  }

  /**
   * Notes what is wrong with the template whatever values are put into it.
   *
   * @param compiler notes all that is wrong with a stream
   */
  public void checkTemplate(Consumer<Component> compiler, Flaws flaws) {
    Flaws found = new Flaws();
    try {
      compiler.accept(template.changed(copy -> {}, outerWins, found));
    } catch (Problem problem) {
      // Some value is needed to go on; that it can't be had now means nothing.
      return;
    }
    found.all().stream().filter(flaw -> !mayBeMended(flaw)).forEach(flaws::add);
  }

  private boolean mayBeMended(Flaw flaw) {
    String start = template.path() + ".";
    String within = flaw.path().startsWith(start) ? flaw.path().substring(start.length()) : "";
    return resolution.mappings().stream().anyMatch(mapping -> mapping.mayTouch(within));
  }

  /**
   * The streams as components.
   *
   * @param calls the way to the source; null where it is not asked
   * @param flaws takes what is wrong with them
   */
  public List<Component> resolve(Calls calls, Flaws flaws) {
    JsonObject original = template.asJson();
    List<Component> streams = new ArrayList<>();
    for (ComponentsResolver.Values values : resolution.resolver().values(calls)) {
      Map<String, Object> names = new HashMap<>(values.more());
      names.put("components_values", values.components());
      names.put("stream_template_config", original);
      Scope scope = Scope.of(names);
      streams.add(
          template.changed(
              copy -> resolution.mappings().forEach(mapping -> mapping.apply(copy, scope)),
              outerWins,
              flaws));
    }
    return streams;
  }
}
