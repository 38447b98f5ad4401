package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.problem.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * What can be said of a manifest without a config and without sending anything: {@code
 * ManifestReport.of("mine", text).problems()}.
 */
public final class ManifestReport {
  private final List<Flaw> problems;
  private final List<Flaw> notes;

  private ManifestReport(List<Flaw> problems, List<Flaw> notes) {
    this.problems = problems;
    this.notes = notes;
  }

  /** Compiles a manifest with a made-up config. */
  public static ManifestReport of(String name, String text, Clock clock) {
    Document document;
    try {
      document = Document.read(name, text);
    } catch (Problem e) {
      return new ManifestReport(List.of(new Flaw("", null, e.getMessage())), List.of());
    }
    Flaws flaws = flaws(document, clock);
    return new ManifestReport(flaws.all(), flaws.notes());
  }

  /** What comes to light when it is compiled with a made-up config. */
  static Flaws flaws(Document document, Clock clock) {
    JsonObject schema = Specs.of(document.root(new JsonObject(), new Flaws())).schema();
    JsonObject config = new PlaceholderConfig(LocalDate.now(clock).minusDays(30)).of(schema);
    Flaws flaws = new Flaws();
    try {
      CompiledManifest.compile(document, config, clock, flaws);
    } catch (Problem e) {
      // Of a value that had to be known to go on.
      flaws.add(new Flaw("", null, e.getMessage()));
    }
    return flaws;
  }

  /** All that is wrong with it; empty if it can be used. */
  public List<Flaw> problems() {
    return problems;
  }

  /** What its author should look at, although it can be used. */
  public List<Flaw> notes() {
    return notes;
  }
}
