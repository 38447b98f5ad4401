package dev.tidemark.cli;

import dev.tidemark.connectors.FileTrouble;
import dev.tidemark.http.Network;
import dev.tidemark.job.SourceChoice;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a job file to begin with. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Write a commented job file for a source.")
final class InitCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "A source, or the path or URL of a manifest.")
  String name;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write it there instead of to the terminal.")
  Path output;

  @Override
  public Integer call() {
    SourceChoice source = SourceChoice.of(name, Path.of(""), Network.DIRECT);
    String text = jobFile(source);
    if (output == null) {
      Output.data(text.stripTrailing());
      return Main.OK;
    }
    try {
      Files.writeString(output, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Problem.config(output + " is there already; it was left as it is");
    } catch (IOException e) {
      throw Problem.config("can't write " + output + ": " + FileTrouble.reason(e));
    }
    Output.say("Wrote " + output + ". Fill in its config, then: tidemark check " + output);
    return Main.OK;
  }

  private String jobFile(SourceChoice source) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(source.provider().title()).append('\n');
    text.append("source: ").append(name).append('\n');
    text.append("config:\n");
    JsonObject schema = source.provider().spec().schema();
    JsonObject properties = schema.object("properties");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      String key = properties.name(i);
      boolean required = schema.list("required").contains(key);
      text.append(
          setting(
              key, properties.value(i) instanceof JsonObject o ? o : new JsonObject(), required));
    }
    text.append("streams: \"*\"                 # or a list: [a, b]; see `tidemark discover`\n");
    text.append("destination: duckdb:").append(source.name()).append(".duckdb\n");
    text.append("# write: auto                # auto | append | merge | replace\n");
    text.append("# contract: evolve           # evolve | discard | freeze\n");
    return text.toString();
  }

  private String setting(String key, JsonObject property, boolean required) {
    String meaning = Texts.meaning(property);
    String comment = meaning.isEmpty() ? "" : "  # " + meaning + "\n";
    return comment + "  " + (required ? "" : "# ") + key + ": " + value(key, property) + "\n";
  }

  private String value(String key, JsonObject property) {
    if (Boolean.TRUE.equals(property.get("airbyte_secret"))) {
      String variable = name.replaceAll(".*/|\\.ya?ml$", "") + "_" + key;
      return "${" + variable.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_") + "}";
    }
    List<Object> examples = property.list("examples");
    Object value = property.has("default") ? property.get("default") : null;
    return String.valueOf(value != null ? value : examples.isEmpty() ? "" : examples.get(0));
  }
}
