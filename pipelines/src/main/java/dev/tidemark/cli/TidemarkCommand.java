package dev.tidemark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: its commands, and what all of them understand. */
@Command(
    name = "tidemark",
    mixinStandardHelpOptions = true,
    version = "tidemark 0.1.0",
    description = "Brings data from SaaS APIs and file stores into warehouses.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Begin with:  tidemark sync examples/quickstart.yaml",
      "Exit codes:  0 all synced, 1 a stream failed, 2 the job or command is wrong,",
      "             3 credentials refused, 130 interrupted"
    },
    subcommands = {
      ConnectorsCommand.class,
      InitCommand.class,
      CheckCommand.class,
      DiscoverCommand.class,
      PreviewCommand.class,
      ValidateCommand.class,
      SyncCommand.class,
      StateCommand.class,
      QueryCommand.class,
      ExportCommand.class,
      PackageCommand.class,
      ExpansionServiceCommand.class,
      SimulateCommand.class
    })
final class TidemarkCommand implements Runnable {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show logs and where an error came from.")
  boolean debug;

  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
