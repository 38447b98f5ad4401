package dev.tidemark.cli;

import dev.tidemark.http.Network;
import dev.tidemark.job.SourceChoice;
import dev.tidemark.json.JsonObject;
import dev.tidemark.source.SourceProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the sources there are, or tells what config one of them takes. */
@Command(
    name = "connectors",
    mixinStandardHelpOptions = true,
    description = "List sources, print the config that one takes, add and remove some.",
    subcommands = {
      ConnectorsListCommand.class,
      ConnectorsAddCommand.class,
      ConnectorsRemoveCommand.class
    })
final class ConnectorsCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A source, or the path or URL of a manifest.")
  String name;

  @Option(
      names = "--json",
      description = "Print JSON; for one source the JSON Schema of its config.")
  boolean json;

  @Override
  public Integer call() {
    if (name == null) {
      return new ConnectorsListCommand(json).call();
    }
    describe(SourceChoice.of(name, Path.of(""), Network.DIRECT).provider());
    return Main.OK;
  }

  private void describe(SourceProvider provider) {
    JsonObject schema = provider.spec().schema();
    if (json) {
      Output.say(schema.toString());
      return;
    }
    TextTable table = new TextTable("KEY", "TYPE", "REQUIRED", "SECRET", "MEANING");
    JsonObject properties = schema.object("properties");
    List<Object> required = schema.list("required");
    for (int i = 0; properties != null && i < properties.size(); i++) {
      String key = properties.name(i);
      JsonObject property = properties.value(i) instanceof JsonObject o ? o : new JsonObject();
      table.row(
          key,
          property.text("format", property.text("type", "object")),
          required.contains(key) ? "yes" : "",
          Boolean.TRUE.equals(property.get("airbyte_secret")) ? "yes" : "",
          Texts.meaning(property));
    }
    String documentation = provider.spec().about().text("documentation_url", "");
    Output.say(
        provider.name()
            + ": "
            + provider.title()
            + "\n\n"
            + table
            + (documentation.isEmpty() ? "" : "\n\nMore: " + documentation));
  }
}
