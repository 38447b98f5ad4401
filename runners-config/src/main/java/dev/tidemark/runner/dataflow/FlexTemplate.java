package dev.tidemark.runner.dataflow;

import dev.tidemark.cli.Main;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * What the launcher of a Flex Template starts: a sync whose options are said in Beam's way, {@code
 * --name=value}. It leaves the job to the launcher, in the place that that names.
 */
public final class FlexTemplate {
  private static final Map<String, String> OURS =
      Map.of(
          "project", "--project",
          "region", "--region",
          "stagingLocation", "--staging",
          "streams", "--streams");

  /** What a sync decides itself. */
  private static final Set<String> DECIDED = Set.of("job", "runner", "jobName", "streaming");

  private FlexTemplate() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = options(arguments);
    Main.main(command(options, jobFile(options)).toArray(String[]::new));
  }

  static Map<String, String> options(String... arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw Problem.config("'" + argument + "' is no --name=value");
      }
      options.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    return options;
  }

  /** The same as a command line of ours. */
  static List<String> command(Map<String, String> options, Path job) {
    List<String> command = new ArrayList<>(List.of("sync", job.toString()));
    command.addAll(List.of("--runner", "dataflow", "--detach"));
    options.forEach(
        (name, value) -> {
          if (OURS.containsKey(name)) {
            command.addAll(List.of(OURS.get(name), value));
          } else if (!DECIDED.contains(name)) {
            command.addAll(List.of("--runner-option", name + "=" + value));
          }
        });
    return command;
  }

  /** The job file, brought here if it stands in a bucket. */
  private static Path jobFile(Map<String, String> options) throws IOException {
    String job = options.get("job");
    if (job == null) {
      throw Problem.config("the parameter 'job' is missing: the path of a job file");
    }
    if (!job.startsWith("gs://")) {
      return Path.of(job);
    }
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    Path file = Files.createTempDirectory("tidemark").resolve("job.yaml");
    try (InputStream in =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchSingleFileSpec(job).resourceId()))) {
      Files.copy(in, file);
    }
    return file;
  }
}
