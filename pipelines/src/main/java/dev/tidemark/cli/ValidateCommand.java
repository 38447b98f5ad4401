package dev.tidemark.cli;

import dev.tidemark.connectors.ManifestName;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.ManifestFile;
import dev.tidemark.manifest.ManifestReport;
import dev.tidemark.manifest.Rehearsal;
import dev.tidemark.manifest.StreamFacts;
import dev.tidemark.manifest.language.Flaw;
import dev.tidemark.manifest.language.Flaws;
import dev.tidemark.problem.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compiles manifests and says all that is wrong with them, or what they do. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "See what is wrong with manifests, or what one does; nothing is sent.")
final class ValidateCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "MANIFEST|FOLDER",
      description = "Files, and folders to search for manifests.")
  List<Path> paths;

  @Option(names = "--json", description = "Print one JSON object a manifest.")
  boolean json;

  @Option(
      names = "--read",
      description = "Read a little of each stream from answers made up by the manifest's schemas.")
  boolean read;

  @Override
  public Integer call() {
    List<Path> files = ManifestFiles.in(paths);
    boolean isOnly = files.size() == 1;
    int usable = 0;
    int readable = 0;
    for (Path file : files) {
      ManifestReport report = report(file);
      boolean isUsable = report.problems().isEmpty();
      boolean rehearses = isUsable && (read || (isOnly && !json));
      List<Rehearsal.Outcome> outcomes = rehearses ? rehearse(file) : List.of();
      boolean isReadable = isUsable && outcomes.stream().allMatch(o -> o.error() == null);
      usable += isUsable ? 1 : 0;
      readable += isReadable ? 1 : 0;
      if (json) {
        Output.say(json(file, report, outcomes).toString());
      } else {
        show(file, report, outcomes, isOnly);
      }
    }
    if (!json && !isOnly) {
      String read = this.read ? ", and " + readable + " read whole" : "";
      Output.say(usable + " of " + files.size() + " manifests can be used" + read);
    }
    if (usable < files.size()) {
      return Main.WRONG;
    }
    return read && readable < files.size() ? Main.FAILED : Main.OK;
  }

  private static List<Rehearsal.Outcome> rehearse(Path file) {
    return Rehearsal.of(nameOf(file), ManifestFile.read(file), Clock.systemUTC());
  }

  private static ManifestReport report(Path file) {
    try {
      return ManifestReport.of(nameOf(file), ManifestFile.read(file), Clock.systemUTC());
    } catch (Problem e) {
      return ManifestReport.unreadable(e);
    }
  }

  private static String nameOf(Path file) {
    return ManifestName.of(file.toAbsolutePath().toString());
  }

  private JsonObject json(Path file, ManifestReport report, List<Rehearsal.Outcome> outcomes) {
    JsonObject json =
        JsonObject.of(
            "type", "validate",
            "file", file.toString(),
            "ok", report.problems().isEmpty(),
            "streams", (long) report.streams().size(),
            "problems", report.problems().stream().map(ValidateCommand::json).toList(),
            "notes", report.notes().stream().map(ValidateCommand::json).toList(),
            "pace", report.pace());
    return read ? json.put("read", outcomes.stream().map(ValidateCommand::json).toList()) : json;
  }

  private static JsonObject json(Rehearsal.Outcome outcome) {
    return JsonObject.of(
        "stream",
        outcome.stream(),
        "ok",
        outcome.error() == null,
        "requests",
        (long) outcome.requests(),
        "records",
        (long) outcome.records(),
        "error",
        outcome.error());
  }

  private static JsonObject json(Flaw flaw) {
    JsonObject json = JsonObject.of("path", flaw.path(), "message", flaw.message());
    return flaw.place() == null
        ? json
        : json.put("line", (long) flaw.place().line()).put("column", (long) flaw.place().column());
  }

  private void show(
      Path file, ManifestReport report, List<Rehearsal.Outcome> outcomes, boolean isOnly) {
    Output.say(
        (report.problems().isEmpty() ? "ok       " : "problem  ")
            + file
            + "  "
            + streams(report.streams().size()));
    Flaws.lines(report.problems()).forEach(problem -> Output.say("  " + problem));
    Flaws.lines(report.notes()).forEach(note -> Output.say("  note: " + note));
    if (isOnly && report.problems().isEmpty()) {
      Output.say("\n" + streams(report.streams()));
      Output.say("\nReads " + report.pace() + ".");
      Output.say("\nWhat it would ask for first, with a config made up from its spec:\n");
      outcomes.forEach(outcome -> Output.say(first(outcome)));
    }
    if (read) {
      outcomes.stream().filter(o -> o.error() != null).forEach(o -> Output.say("  " + o.error()));
    }
  }

  private static String first(Rehearsal.Outcome outcome) {
    return outcome
        .first()
        .map(request -> Requests.text(outcome.stream() + ": ", request))
        .orElseGet(() -> outcome.stream() + ": nothing; " + why(outcome));
  }

  private static String why(Rehearsal.Outcome outcome) {
    return outcome.error() == null ? "it has no slices with such a config" : outcome.error();
  }

  private static String streams(int count) {
    return count == 1 ? "1 stream" : count + " streams";
  }

  private static TextTable streams(List<StreamFacts> streams) {
    TextTable table =
        new TextTable("STREAM", "KEY", "CURSOR", "FOR EACH", "WINDOWS", "PAGES", "CREDENTIALS");
    for (StreamFacts stream : streams) {
      table.row(
          stream.name(),
          stream.key(),
          stream.cursor(),
          stream.parts(),
          stream.windows(),
          stream.pages(),
          stream.credentials());
    }
    return table;
  }
}
