package dev.tidemark.cli;

import dev.tidemark.destination.DestinationRef;
import dev.tidemark.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the jar that {@code flink run} takes, and that a template of Dataflow holds. */
@Command(
    name = "package",
    mixinStandardHelpOptions = true,
    description = "Put the program into one jar, for `flink run` or a template of Dataflow.")
final class PackageCommand implements Callable<Integer> {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The jar (default: ${DEFAULT-VALUE}).")
  Path output = Path.of("tidemark-flink.jar");

  @Option(
      names = "--destination",
      paramLabel = "URL",
      description = "Leave out what only other destinations need; as in the job, or up to the ':'.")
  String destination;

  @Override
  public Integer call() {
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            // The cluster has these, and they must be of its own version.
            .filter(path -> !path.getFileName().toString().startsWith("flink-"))
            .filter(path -> destination == null || DestinationRef.of(destination).needs(path))
            .toList();
    try {
      long bytes = JobJar.write(classPath, Main.class.getName(), output);
      Output.say("Wrote " + output + ", " + Amounts.bytes(bytes));
      Output.say(
          "\nflink run -c "
              + Main.class.getName()
              + " "
              + output
              + " sync JOB --runner flink --flink-master auto"
              + "\n(the JOB file is read where flink runs)");
    } catch (IOException e) {
      throw Problem.config("can't write " + output + ": " + e.getMessage());
    }
    return Main.OK;
  }
}
