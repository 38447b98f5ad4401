package dev.tidemark.cli;

import dev.tidemark.sync.RunnerSupport;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The runner of a command, and what is said of it. */
final class RunnerOption {
  @Option(
      names = "--runner",
      paramLabel = "RUNNER",
      description = "Where to run it: direct (default), flink or dataflow.")
  String name = "direct";

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description =
          "The Flink cluster to run it on, by its REST address; without it, in this process.")
  String flinkMaster;

  @Option(
      names = "--project",
      paramLabel = "PROJECT",
      description = "The Google Cloud project to run it in.")
  String project;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The region of Google Cloud to run it in, such as europe-west1.")
  String region;

  @Option(
      names = "--staging",
      paramLabel = "gs://…",
      description = "A folder for the files that Dataflow's workers need.")
  String staging;

  @Option(
      names = "--runner-option",
      paramLabel = "NAME=VALUE",
      description =
          "An option of Beam or of its runner, by Beam's name for it, such as"
              + " subnetwork=regions/europe-west1/subnetworks/data. May be repeated.")
  Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--detach",
      description = "Start it on the cluster, or with Dataflow, and don't wait for its end.")
  boolean detach;

  RunnerSupport support() {
    Map<String, String> settings = new LinkedHashMap<>();
    add(settings, "flink-master", flinkMaster);
    add(settings, "project", project);
    add(settings, "region", region);
    add(settings, "staging", staging);
    add(settings, RunnerSupport.DETACH, detach ? "true" : null);
    return RunnerSupport.of(name, settings, options);
  }

  private static void add(Map<String, String> settings, String name, String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }
}
