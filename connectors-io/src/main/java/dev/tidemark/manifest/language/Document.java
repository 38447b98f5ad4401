package dev.tidemark.manifest.language;

import dev.tidemark.json.JsonObject;
import dev.tidemark.source.Trace;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A manifest that is read and whose references are resolved: {@code Document.read("x",
 * text).root(config, flaws)}. Immutable.
 */
public final class Document {
  private final String name;
  private final Map<String, Object> root;
  private final Places places;
  private final List<Flaw> flaws;
  private final ConfigFields configFields;
  private final Map<String, String> files;
  private final Trace trace;

  private Document(
      String name,
      Map<String, Object> root,
      Places places,
      List<Flaw> flaws,
      ConfigFields configFields,
      Map<String, String> files,
      Trace trace) {
    this.name = name;
    this.root = root;
    this.places = places;
    this.flaws = flaws;
    this.configFields = configFields;
    this.files = files;
    this.trace = trace;
  }

  /**
   * Reads a manifest.
   *
   * @param name what messages call it
   * @throws dev.tidemark.problem.Problem if it is not YAML, or no map; that a reference leads
   *     nowhere comes to light with all else that is wrong
   */
  @SuppressWarnings("unchecked")
  public static Document read(String name, String text) {
    Places places = new Places();
    Flaws flaws = new Flaws();
    if (!(YamlReader.read(name, text, places) instanceof Map<?, ?> map)) {
      flaws.add(
          new Flaw(
              "", null, "it must be a map with 'type: DeclarativeSource', 'check' and 'streams'"));
      flaws.refuse(name);
      throw new AssertionError();
    }
    Map<String, Object> typed = new LinkedHashMap<>((Map<String, Object>) map);
    typed.putIfAbsent("type", "DeclarativeSource");
    Map<String, String> files = FilesBeside.in(text);
    if (!typed.containsKey("spec")) {
      FilesBeside.spec(name, files).ifPresent(spec -> typed.put("spec", spec));
    }
    places.copy(map, typed);
    Map<String, Object> resolved = new References(typed, places, flaws).resolve();
    Map<String, Object> root = new Parameters(places, false).handDown(resolved);
    return new Document(name, root, places, flaws.all(), ConfigFields.of(root), files, Trace.NONE);
  }

  /** The same, with somebody who looks on while what is made of it works. */
  public Document traced(Trace other) {
    return new Document(name, root, places, flaws, configFields, files, other);
  }

  public String name() {
    return name;
  }

  /** The root component, as it is seen with a config. */
  public Component root(JsonObject config, Flaws flaws) {
    return root(config, flaws, Clock.systemUTC());
  }

  /**
   * The root component, as it is seen with a config.
   *
   * @param flaws takes what turns out to be wrong
   * @param clock behind {@code now_utc()} in templates
   */
  public Component root(JsonObject config, Flaws flaws, Clock clock) {
    this.flaws.forEach(flaws::add);
    Component.Context context =
        new Component.Context(
            name, Shared.of(config), configFields, files, places, flaws, clock, trace);
    return new Component(root, "", context);
  }
}
