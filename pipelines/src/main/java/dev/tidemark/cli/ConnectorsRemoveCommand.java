package dev.tidemark.cli;

import dev.tidemark.connectors.ConnectorFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a source that was added. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Remove a source that was added; data and progress stay.")
final class ConnectorsRemoveCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "The source.")
  String name;

  @Override
  public Integer call() {
    ConnectorFolder.ofUser().remove(name);
    Output.say("Removed " + name);
    return Main.OK;
  }
}
