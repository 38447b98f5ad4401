package dev.tidemark.runner.dataflow;

import com.google.auto.service.AutoService;
import dev.tidemark.problem.Problem;
import dev.tidemark.sync.BeamOptions;
import dev.tidemark.sync.RunnerSupport;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Google Cloud Dataflow; a batch job, because a sync has an end. The service gives the work of a
 * lost worker to another one by itself, four times.
 */
@AutoService(RunnerSupport.class)
public final class DataflowSupport implements RunnerSupport {
  private static final String PROJECT = "project";
  private static final String REGION = "region";
  private static final String STAGING = "staging";
  private static final Map<String, String> DECIDED =
      Map.of(
          PROJECT,
          "--" + PROJECT,
          REGION,
          "--" + REGION,
          "stagingLocation",
          "--" + STAGING,
          "numberOfWorkerHarnessThreads",
          "concurrency",
          "autoscalingAlgorithm",
          "the sync");
  private static final String RUNNER_V2 = "use_runner_v2";

  private final Map<String, String> settings;
  private final Map<String, String> given;

  /** For {@code ServiceLoader}. */
  public DataflowSupport() {
    this(Map.of(), Map.of());
  }

  private DataflowSupport(Map<String, String> settings, Map<String, String> given) {
    this.settings = settings;
    this.given = given;
  }

  @Override
  public String name() {
    return "dataflow";
  }

  @Override
  public Set<String> settings() {
    return Set.of(PROJECT, REGION, STAGING, DETACH);
  }

  @Override
  public RunnerSupport with(Map<String, String> said, Map<String, String> options) {
    for (String needed : List.of(PROJECT, REGION, STAGING)) {
      if (!said.containsKey(needed)) {
        throw Problem.config(
            "--runner dataflow needs --project, --region and --staging gs://BUCKET/FOLDER; --"
                + needed
                + " is missing");
      }
    }
    return new DataflowSupport(
        Map.copyOf(said), BeamOptions.checked(options, DataflowPipelineOptions.class, DECIDED));
  }

  @Override
  public boolean isDistributed() {
    return true;
  }

  @Override
  public boolean isDetached() {
    return settings.containsKey(DETACH);
  }

  /** Workers are machines that the service starts; nobody sets variables there. */
  @Override
  public boolean sharesVariables() {
    return false;
  }

  /** The service has tried it four times. */
  @Override
  public boolean startsAnew() {
    return false;
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(2);
  }

  @Override
  public void check() {
    SubmittingRunner.check(dataflow(1));
  }

  /** Workers that wait for the next turn are paid for as those that work. */
  @Override
  public void refuseEndless() {
    throw Problem.config(
        "Dataflow runs syncs that end; choose --runner direct or flink for a continuous one, or"
            + " have a scheduler start this one now and then");
  }

  @Override
  public String whyFailed(String job, PipelineResult result) {
    return ((DataflowJob) result).whyFailed();
  }

  @Override
  public String whereToLook() {
    return "; see https://console.cloud.google.com/dataflow/jobs?project=" + settings.get(PROJECT);
  }

  @Override
  public int readers(int concurrency) {
    DataflowPipelineOptions options = dataflow(concurrency);
    int workers = options.getMaxNumWorkers();
    return workers == 1 ? 0 : workers * options.getNumberOfWorkerHarnessThreads();
  }

  @Override
  public PipelineOptions options(int concurrency) {
    return dataflow(concurrency);
  }

  private DataflowPipelineOptions dataflow(int concurrency) {
    DataflowPipelineOptions options = BeamOptions.of(given, DataflowPipelineOptions.class);
    options.setRunner(SubmittingRunner.class);
    options.setProject(settings.get(PROJECT));
    options.setRegion(settings.get(REGION));
    String staging = settings.get(STAGING).replaceAll("/+$", "");
    options.setStagingLocation(staging);
    if (options.getTempLocation() == null) {
      options.setTempLocation(staging + "/temp");
    }
    options.setFilesToStage(jars());
    List<String> experiments = new ArrayList<>();
    if (options.getExperiments() != null) {
      experiments.addAll(options.getExperiments());
    }
    // The older one reads a slice in one call, which can neither be stopped nor divided.
    experiments.add(RUNNER_V2);
    options.setExperiments(experiments);
    divide(concurrency, options);
    return options;
  }

  /**
   * As many slices at once as are wanted, whatever the service thinks of adding workers: so many
   * workers at most, each with so many threads. One worker is enough for most, because reads wait
   * for the network and not for a core.
   */
  private static void divide(int concurrency, DataflowPipelineOptions options) {
    int wanted = Math.max(options.getMaxNumWorkers(), options.getNumWorkers());
    int workers = Math.max(1, Math.min(wanted, concurrency));
    options.setMaxNumWorkers(workers);
    options.setNumWorkers(Math.min(workers, Math.max(1, options.getNumWorkers())));
    options.setNumberOfWorkerHarnessThreads(concurrency / workers);
  }

  private static List<String> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(file -> !Path.of(file).getFileName().toString().startsWith("flink-"))
        .toList();
  }
}
