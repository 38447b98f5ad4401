package dev.tidemark.cli;

import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The job file that a command works on. */
final class JobOption {
  @Parameters(index = "0", paramLabel = "JOB", description = "The job file.")
  Path file;

  @Option(
      names = "--route",
      paramLabel = "HOST=URL",
      description = "Send a host's requests elsewhere: a recorder, a gateway, a stand-in.")
  Map<String, String> routes = new LinkedHashMap<>();

  Job load() {
    return JobFile.load(file, routes);
  }
}
