package dev.tidemark.cli;

import dev.tidemark.connectors.Connector;
import dev.tidemark.connectors.ConnectorFolder;
import dev.tidemark.connectors.Offer;
import dev.tidemark.connectors.Pin;
import dev.tidemark.http.Network;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a manifest into the user's folder, so that jobs can name it. */
@Command(
    name = "add",
    description = "Add a source: copy its manifest into your folder and keep to that version.")
final class ConnectorsAddCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "NAME|URL|FILE",
      description = "A public connector, or where its manifest is.")
  String what;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Which version of a public connector (default: latest).")
  String version = Offer.LATEST;

  @Option(names = "--name", paramLabel = "NAME", description = "What jobs will call it.")
  String name;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "Where public connectors are found; also the variable TIDEMARK_REGISTRY (default:"
              + " Airbyte's).")
  String registry;

  @Override
  public Integer call() {
    Offer offer = Offer.of(what, version, registry(), Network.DIRECT);
    String called = name == null ? offer.name() : name;
    ConnectorFolder folder = ConnectorFolder.ofUser();
    Optional<Connector> before = folder.find(called);
    Connector added = folder.add(called, offer);
    Pin pin = added.pin();
    Output.say(
        (before.isPresent() ? "Replaced " : "Added ")
            + called
            + (pin.version().isEmpty() ? "" : " " + pin.version())
            + " from "
            + pin.from());
    Output.say("  " + added.manifest() + "  sha256 " + pin.sha256().substring(0, 12) + "…");
    Output.say(
        "\nNext:\n  tidemark connectors "
            + called
            + "\n  tidemark init "
            + called
            + " -o "
            + called
            + ".yaml");
    return Main.OK;
  }

  private String registry() {
    String variable = System.getenv("TIDEMARK_REGISTRY");
    String usual = variable == null || variable.isBlank() ? Offer.PUBLIC : variable;
    return registry == null ? usual : registry;
  }
}
