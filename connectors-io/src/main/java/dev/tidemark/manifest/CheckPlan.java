package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a check reads.
 *
 * @param streams whose first page must be readable
 * @param generated the same for streams that are made of templates
 * @param first how many streams must be readable, whichever come first
 * @param overrides values of the config that hold during a check only
 */
record CheckPlan(List<String> streams, List<Generated> generated, int first, JsonObject overrides) {
  private static final CheckPlan NOTHING = new CheckPlan(List.of(), List.of(), 0, new JsonObject());

  /**
   * Streams that are made of a template.
   *
   * @param template what it is called
   * @param most how many of them are tried at most
   */
  record Generated(String template, int most) {}

  /**
   * The streams of a manifest, as far as they are known before a check.
   *
   * @param names of streams
   * @param areAll whether the config or the source may not add further ones
   * @param templates names of those that streams are made of
   */
  record Known(Collection<String> names, boolean areAll, Collection<String> templates) {}

  static CheckPlan compile(Component root, Known known) {
    CheckPlan plan =
        Registry.<CheckPlan>of("a check")
            .with("CheckStream", component -> ofNames(component, known))
            .with("CheckDynamicStream", CheckPlan::ofFirst)
            .make(root.child("check"));
    return plan == null ? NOTHING : plan;
  }

  private static CheckPlan ofNames(Component component, Known known) {
    List<String> streams = component.texts("stream_names");
    List<Generated> generated =
        Registry.<Generated>of("a check of dynamic streams")
            .with("DynamicStreamCheckConfig", c -> generated(c, known.templates()))
            .makeAll(component.children("dynamic_streams_check_configs"));
    if (streams.isEmpty() && !component.has("dynamic_streams_check_configs")) {
      component.flaw("stream_names", "is missing; a list of streams to try is expected");
    }
    for (String stream : known.areAll() ? streams : List.<String>of()) {
      if (!known.names().contains(stream)) {
        // Reading does not need it; some public manifests name streams that they have no more.
        component.note("stream_names", unknown(stream, known.names()));
      }
    }
    return new CheckPlan(streams, generated, 0, overrides(component));
  }

  private static Generated generated(Component component, Collection<String> templates) {
    String name = component.text("dynamic_stream_name");
    if (!name.isEmpty() && !templates.contains(name)) {
      String hint = Nearest.hint(name, templates);
      component.flaw("dynamic_stream_name", "there is no dynamic stream '" + name + "'." + hint);
    }
    return new Generated(name, count(component, Integer.MAX_VALUE));
  }

  private static CheckPlan ofFirst(Component component) {
    if (!component.has("stream_count")) {
      component.flaw("stream_count", "is missing; how many streams to try is expected");
    }
    boolean tries =
        !component.has("use_check_availability") || component.flag("use_check_availability");
    int first = tries ? count(component, 0) : 0;
    return new CheckPlan(List.of(), List.of(), first, overrides(component));
  }

  private static int count(Component component, int fallback) {
    long count = component.number("stream_count", fallback);
    return (int) Math.max(0, Math.min(count, Integer.MAX_VALUE));
  }

  private static JsonObject overrides(Component component) {
    JsonObject overrides = component.json("config_overrides");
    for (String name : overrides.names()) {
      if (name.startsWith("__airbyte")) {
        component.flaw("config_overrides", "'" + name + "' is not for manifests to set");
      }
    }
    return overrides;
  }

  private static String unknown(String stream, Collection<String> names) {
    return "there is no stream '" + stream + "'." + Nearest.hint(stream, names);
  }

  /**
   * The streams to try.
   *
   * @param all names there are
   * @param ofTemplate names of those that are made of a template
   * @throws Problem if there are none at all, or one is missing
   */
  Set<String> chosen(Collection<String> all, Function<String, List<String>> ofTemplate) {
    if (all.isEmpty()) {
      throw Problem.source("the source has no streams, so nothing can be checked");
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (String stream : streams) {
      if (!all.contains(stream)) {
        throw Problem.config(unknown(stream, all));
      }
      chosen.add(stream);
    }
    all.stream().limit(first).forEach(chosen::add);
    for (Generated some : generated) {
      List<String> names = new ArrayList<>(ofTemplate.apply(some.template()));
      chosen.addAll(names.subList(0, Math.min(some.most(), names.size())));
    }
    return chosen;
  }
}
