package dev.tidemark.runner.flink;

import com.google.auto.service.AutoService;
import dev.tidemark.problem.Problem;
import dev.tidemark.sync.BeamOptions;
import dev.tidemark.sync.RunnerSupport;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A Flink cluster, or a Flink inside this process; batch mode, because a sync has an end. What a
 * lost worker was reading is read again from what the ledger says is staged: by the same job where
 * the cluster is set to restart jobs (Beam can't hand such a wish on for a batch), else by another.
 */
@AutoService(RunnerSupport.class)
public final class FlinkSupport implements RunnerSupport {
  private static final String MASTER = "flink-master";
  private static final Map<String, String> DECIDED =
      Map.of("flinkMaster", "--" + MASTER, "parallelism", "concurrency", "attachedMode", DETACH);

  /** The cluster that {@code flink run} is told of. */
  private static final String OF_FLINK_RUN = "auto";

  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);
  private static final Duration BUNDLE = Duration.ofMillis(100);

  /** The address of the cluster, or null for a Flink in this process. */
  private final String master;

  private final boolean detached;
  private final Map<String, String> given;

  /** For {@code ServiceLoader}. */
  public FlinkSupport() {
    this(null, false, Map.of());
  }

  private FlinkSupport(String master, boolean detached, Map<String, String> given) {
    this.master = master;
    this.detached = detached;
    this.given = given;
  }

  @Override
  public String name() {
    return "flink";
  }

  @Override
  public Set<String> settings() {
    return Set.of(MASTER, DETACH);
  }

  @Override
  public RunnerSupport with(Map<String, String> settings, Map<String, String> options) {
    String address = settings.get(MASTER);
    if (address != null && !address.matches(OF_FLINK_RUN + "|[^:/\\s]+:\\d+")) {
      throw Problem.config(
          "--flink-master '" + address + "' is no HOST:PORT, such as jobmanager:8081");
    }
    if (address == null && settings.containsKey(DETACH)) {
      throw Problem.config(
          "--detach leaves a sync to a cluster; say which with --flink-master HOST:PORT");
    }
    return new FlinkSupport(
        address,
        settings.containsKey(DETACH),
        BeamOptions.checked(options, FlinkPipelineOptions.class, DECIDED));
  }

  @Override
  public boolean isDistributed() {
    return master != null;
  }

  @Override
  public boolean isDetached() {
    return detached;
  }

  /** Its REST interface answers from what it saw up to three seconds ago. */
  @Override
  public Duration settling() {
    return master == null ? Duration.ZERO : Duration.ofMillis(3_500);
  }

  @Override
  public String whyFailed(String job, PipelineResult result) {
    return isOfFlinkRun()
        ? RunnerSupport.super.whyFailed(job, result)
        : FlinkRest.at(master).whyFailed(job);
  }

  @Override
  public String whereToLook() {
    return master == null
        ? ""
        : "; the cluster" + (isOfFlinkRun() ? "" : " at " + master) + " may say more of it";
  }

  @Override
  public PipelineOptions options(int concurrency) {
    FlinkPipelineOptions options = BeamOptions.of(given, FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setParallelism(concurrency);
    // What passes between steps never changes, so it need not be copied.
    options.setFasterCopy(true);
    // Otherwise each step ends before the next begins, and takes 16 MB of a worker's network memory
    // for each of its lanes to wait in.
    options.setExecutionModeForBatch("PIPELINED_FORCED");
    if (master == null) {
      options.setFlinkMaster("[local]");
      options.setAttachedMode(true);
      return options;
    }
    options.setFlinkMaster(isOfFlinkRun() ? "[auto]" : master);
    // Submitted and asked how it goes: a call that waits for the end could tell nothing before it.
    options.setAttachedMode(false);
    options.setJobCheckIntervalInSecs(1);
    options.setFilesToStage(isOfFlinkRun() ? List.of() : jars());
    return options;
  }

  /**
   * Streaming with checkpoints, though the destination alone says how far each stream has come: a
   * pipeline without them would end its sources, and then hold no more to the pauses between turns.
   * A checkpoint waits for a turn's call to end, which waits for the source.
   */
  @Override
  public PipelineOptions endless(int concurrency) {
    FlinkPipelineOptions options = options(concurrency).as(FlinkPipelineOptions.class);
    options.setStreaming(true);
    options.setAttachedMode(false);
    options.setCheckpointingInterval(CHECKPOINTS.toMillis());
    options.setCheckpointTimeoutMillis(Duration.ofHours(1).toMillis());
    options.setFailOnCheckpointingErrors(false);
    // A watermark goes on at the end of a bundle only, so bundles are short.
    options.setMaxBundleTimeMills(BUNDLE.toMillis());
    options.setNumberOfExecutionRetries(Integer.MAX_VALUE);
    options.setExecutionRetryDelay(CHECKPOINTS.toMillis());
    return options;
  }

  private boolean isOfFlinkRun() {
    return OF_FLINK_RUN.equals(master);
  }

  /** What the cluster needs of us: all that it has not itself. */
  private static List<String> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(file -> !Path.of(file).getFileName().toString().startsWith("flink-"))
        .toList();
  }
}
