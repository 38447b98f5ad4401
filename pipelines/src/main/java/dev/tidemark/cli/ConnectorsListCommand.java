package dev.tidemark.cli;

import dev.tidemark.connectors.Connector;
import dev.tidemark.connectors.ConnectorFolder;
import dev.tidemark.connectors.Pin;
import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the sources there are: those built in, and those that were added. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the sources there are, built in and added.")
final class ConnectorsListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON object a source.")
  boolean json;

  ConnectorsListCommand() {}

  ConnectorsListCommand(boolean json) {
    this.json = json;
  }

  @Override
  public Integer call() {
    List<Connector> added = ConnectorFolder.ofUser().all();
    TextTable table = new TextTable("SOURCE", "READS", "VERSION");
    for (SourceProvider provider : Sources.all()) {
      table.row(provider.name(), provider.title(), "built in");
      say(JsonObject.of("name", provider.name(), "title", provider.title()));
    }
    for (Connector connector : added) {
      show(connector, table);
    }
    if (!json) {
      Output.say(table.toString());
      Output.say(
          "\nAny manifest in the low-code connector language is a source too: give its path or URL,"
              + "\nor add a public one: tidemark connectors add NAME");
    }
    return Main.OK;
  }

  /** What is wrong with one must not hide the others. */
  private void show(Connector connector, TextTable table) {
    Pin pin;
    try {
      pin = connector.pin();
    } catch (Problem problem) {
      table.row(connector.name(), "can't be used: its pin can't be read", "");
      say(JsonObject.of("name", connector.name(), "error", problem.getMessage()));
      return;
    }
    JsonObject line =
        JsonObject.of(
            "name", connector.name(),
            "version", pin.version(),
            "from", pin.from(),
            "sha256", pin.sha256());
    try {
      connector.text();
      table.row(connector.name(), pin.from(), pin.version());
    } catch (Problem problem) {
      table.row(
          connector.name(), "can't be used: it has changed since it was added", pin.version());
      line.put("error", problem.getMessage());
    }
    say(line);
  }

  private void say(JsonObject line) {
    if (json) {
      Output.say(line.toString());
    }
  }
}
