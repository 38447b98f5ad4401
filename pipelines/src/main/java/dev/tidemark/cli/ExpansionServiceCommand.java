package dev.tidemark.cli;

import dev.tidemark.expansion.ExpansionServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves pipelines in other languages. */
@Command(
    name = "expansion-service",
    mixinStandardHelpOptions = true,
    description =
        "Give Beam pipelines in other languages our sources and destinations; runs until it is"
            + " stopped.")
final class ExpansionServiceCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8097",
      description = "Where to listen, on this machine alone (default: ${DEFAULT-VALUE}).")
  int port;

  @Override
  public Integer call() throws InterruptedException {
    ExpansionServer server = ExpansionServer.start(port);
    System.out.println("listening on localhost:" + port);
    System.out.flush();
    server.await();
    return Main.OK;
  }
}
