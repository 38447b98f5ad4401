package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Wishes;
import java.time.Clock;
import java.util.List;

/**
 * What can be said of a manifest without a config and without sending anything: {@code
 * ManifestReport.of("mine", text, clock).problems()}.
 *
 * @param problems all that is wrong with it; empty if it can be used
 * @param notes what its author should look at, although it can be used
 * @param streams how its streams are read; empty if that can't be told
 */
public record ManifestReport(List<Flaw> problems, List<Flaw> notes, List<StreamFacts> streams) {
  /** Compiles a manifest with a made-up config. */
  public static ManifestReport of(String name, String text, Clock clock) {
    Document document;
    try {
      document = Document.read(name, text);
    } catch (Problem e) {
      return new ManifestReport(List.of(new Flaw("", null, e.getMessage())), List.of(), List.of());
    }
    Flaws flaws = flaws(document, clock);
    Component root = document.root(new JsonObject(), new Flaws());
    return new ManifestReport(
        flaws.all(),
        flaws.notes(),
        root.children("streams").stream().map(StreamFacts::of).toList());
  }

  /**
   * Throws one problem that lists all that is wrong, if anything is.
   *
   * @param name what the message calls the manifest
   */
  public void refuse(String name) {
    Flaws flaws = new Flaws();
    problems.forEach(flaws::add);
    flaws.refuse(name);
  }

  /** What comes to light when it is compiled with a made-up config. */
  static Flaws flaws(Document document, Clock clock) {
    JsonObject config = PlaceholderConfig.of(document, clock);
    Flaws flaws = new Flaws();
    try {
      CompiledManifest.compile(document, config, Wishes.NONE, clock, flaws);
    } catch (Problem e) {
      // Of a value that had to be known to go on.
      flaws.add(new Flaw("", null, e.getMessage()));
    }
    return flaws;
  }
}
