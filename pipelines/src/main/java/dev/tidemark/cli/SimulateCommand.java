package dev.tidemark.cli;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.LiveWriter;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a stand-in for a service, for trying things out and for tests. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Start a local stand-in for a service.")
final class SimulateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "The service.")
  String name;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port on 127.0.0.1; a free one by default.")
  int port;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What its data follows from (default: 1).")
  long seed = 1;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Records of its main stream (default: 10000).")
  int size = 10_000;

  @Option(names = "--latency", paramLabel = "MS", description = "Delay of each answer.")
  int latency;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      description = "Largest page, instead of the service's own.")
  int pageSize;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = "The key it accepts (default: demo).")
  String apiKey = "demo";

  @Option(
      names = "--changes",
      paramLabel = "N",
      description = "Let about so much come or change each second (default: nothing).")
  int changes;

  @Option(names = "--no-rate-limit", description = "Answer as fast as can be.")
  boolean unlimited;

  @Override
  public Integer call() throws InterruptedException {
    if (!Simulators.names().contains(name)) {
      throw Problem.config(
          "there is no simulator of '"
              + name
              + "'."
              + Nearest.hint(name, Simulators.names())
              + " Simulators: "
              + String.join(", ", Simulators.names()));
    }
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPort(port)
            .withSeed(seed)
            .withSize(size)
            .withApiKey(apiKey)
            .withLatency(Duration.ofMillis(latency));
    options = pageSize > 0 ? options.withMaxPageSize(pageSize) : options;
    options = unlimited ? options.withoutRateLimit() : options;
    try (Simulator simulator = Simulators.start(name, options)) {
      Output.say(simulator.url());
      simulator
          .routes()
          .forEach((host, url) -> System.err.println("  --route " + host + "=" + url));
      JsonObject config = JsonObject.copyOf(Simulators.credentials(name, apiKey));
      config.names().forEach(s -> System.err.println("  " + s + ": " + config.text(s, "")));
      System.err.println("Simulating " + name + "; Ctrl-C ends it.");
      if (changes > 0) {
        LiveWriter.start(simulator, changes);
      }
      new CountDownLatch(1).await();
    }
    return Main.OK;
  }
}
