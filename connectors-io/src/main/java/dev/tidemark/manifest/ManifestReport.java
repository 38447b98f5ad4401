package dev.tidemark.manifest;

import dev.tidemark.http.Quota;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Wishes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be said of a manifest without a config and without sending anything: {@code
 * ManifestReport.of("mine", text, clock).problems()}.
 *
 * @param problems all that is wrong with it; empty if it can be used
 * @param notes what its author should look at, although it can be used
 * @param streams how its streams are read; empty if that can't be told
 * @param pace how many slices are read at once, and what the account may spend
 */
public record ManifestReport(
    List<Flaw> problems, List<Flaw> notes, List<StreamFacts> streams, String pace) {
  /** Compiles a manifest with a made-up config. */
  public static ManifestReport of(String name, String text, Clock clock) {
    Document document;
    try {
      document = Document.read(name, text);
    } catch (Problem e) {
      return unreadable(e);
    }
    Flaws flaws = new Flaws();
    String pace = compile(document, clock, flaws).map(ManifestReport::pace).orElse("");
    Component root = document.root(new JsonObject(), new Flaws());
    return new ManifestReport(
        flaws.all(),
        flaws.notes(),
        root.children("streams").stream().map(StreamFacts::of).toList(),
        pace);
  }

  /** Of a manifest that can't even be read. */
  public static ManifestReport unreadable(Problem problem) {
    Flaw flaw = new Flaw("", null, problem.getMessage());
    return new ManifestReport(List.of(flaw), List.of(), List.of(), "");
  }

  private static String pace(CompiledManifest manifest) {
    List<Quota> quotas = manifest.budget().quotas();
    String rates = quotas.stream().map(ManifestReport::rates).collect(Collectors.joining("; "));
    String budget =
        switch (quotas.size()) {
          case 0 -> "no budget of its own";
          case 1 -> rates;
          default -> "by kind of request " + rates;
        };
    int slices = manifest.concurrency();
    return slices + (slices == 1 ? " slice" : " slices") + " at once; " + budget;
  }

  private static String rates(Quota quota) {
    return quota.rates().isEmpty()
        ? "as many requests as it likes"
        : quota.rates().stream().map(ManifestReport::text).collect(Collectors.joining(" and "));
  }

  private static String text(Rate rate) {
    return rate.requests()
        + (rate.requests() == 1 ? " request in " : " requests in ")
        + text(rate.per());
  }

  private static String text(Duration time) {
    long seconds = time.toSeconds();
    if (!time.equals(Duration.ofSeconds(seconds))) {
      return time.toMillis() + " ms";
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + " d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
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
    Flaws flaws = new Flaws();
    compile(document, clock, flaws);
    return flaws;
  }

  private static Optional<CompiledManifest> compile(Document document, Clock clock, Flaws flaws) {
    JsonObject config = PlaceholderConfig.of(document, clock);
    try {
      return Optional.of(CompiledManifest.compile(document, config, Wishes.NONE, clock, flaws));
    } catch (Problem e) {
      // Of a value that had to be known to go on.
      flaws.add(new Flaw("", null, e.getMessage()));
      return Optional.empty();
    }
  }
}
