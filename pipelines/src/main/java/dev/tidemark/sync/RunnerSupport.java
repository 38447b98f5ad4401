package dev.tidemark.sync;

import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/** A runner that a sync can use. Found by {@code ServiceLoader}. */
public interface RunnerSupport {
  /** The setting by which whoever starts a sync does not wait for its end. */
  String DETACH = "detach";

  /** What {@code --runner} calls it. */
  String name();

  /** What may be set of it: options of the command line, without their dashes. */
  default Set<String> settings() {
    return Set.of();
  }

  /**
   * The same with these settings.
   *
   * @param settings what is set of {@link #settings}
   * @param options what is set of Beam's own options, by their names
   */
  RunnerSupport with(Map<String, String> settings, Map<String, String> options);

  /** Finds out, before anything is begun, whether a pipeline can be started. */
  default void check() {}

  /** A problem, if it is not for pipelines without an end. */
  default void refuseEndless() {}

  /** Whether workers are other processes than this one. */
  boolean isDistributed();

  /** Whether its workers have the environment variables that a job names. */
  default boolean sharesVariables() {
    return true;
  }

  /** Whether a sync goes on without the process that started it, which does not wait for it. */
  default boolean isDetached() {
    return false;
  }

  /**
   * Whether a slice whose worker was lost is read again by another one in the same pipeline; if
   * not, the pipeline ends.
   */
  default boolean recovers() {
    return true;
  }

  /** Whether a pipeline that ended because workers were lost is worth being started once more. */
  default boolean startsAnew() {
    return true;
  }

  /**
   * How many slices are read at once, in any number of processes, if so many are wanted; 0 if all
   * are read in one process.
   */
  default int readers(int concurrency) {
    return isDistributed() ? concurrency : 0;
  }

  /** How often a pipeline is asked how it goes. */
  default Duration pause() {
    return Duration.ofMillis(200);
  }

  /** How long after its end a pipeline may still tell counts that are not the last ones. */
  default Duration settling() {
    return Duration.ZERO;
  }

  /**
   * What is known of why a pipeline failed: an error of its workers, with its class and all that is
   * behind it, as Java prints it; empty if nothing is.
   *
   * @param job the pipeline's name
   * @param result what it was asked by
   */
  default String whyFailed(String job, PipelineResult result) {
    return "";
  }

  /** Where to look for what a pipeline says of itself, as the end of a sentence; may be empty. */
  default String whereToLook() {
    return "";
  }

  /** Options for a sync that reads {@code concurrency} slices at once. */
  PipelineOptions options(int concurrency);

  /** The same for a pipeline without an end. */
  default PipelineOptions endless(int concurrency) {
    PipelineOptions options = options(concurrency);
    options.as(StreamingOptions.class).setStreaming(true);
    return options;
  }

  /** The runner of that name, or a problem that lists those there are. */
  static RunnerSupport named(String name) {
    return of(name, Map.of(), Map.of());
  }

  /** The runner of that name with settings; a problem if there is none, or it has no such ones. */
  static RunnerSupport of(String name, Map<String, String> settings, Map<String, String> options) {
    List<RunnerSupport> all =
        ServiceLoader.load(RunnerSupport.class, RunnerSupport.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    List<String> names = all.stream().map(RunnerSupport::name).sorted().toList();
    RunnerSupport chosen =
        all.stream()
            .filter(runner -> runner.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.config(
                        "there is no runner '"
                            + name
                            + "'."
                            + Nearest.hint(name, names)
                            + " Runners: "
                            + String.join(", ", names)));
    for (String setting : settings.keySet()) {
      if (!chosen.settings().contains(setting)) {
        List<String> others =
            all.stream()
                .filter(r -> r.settings().contains(setting))
                .map(r -> r.name())
                .sorted()
                .toList();
        throw Problem.config(
            "--"
                + setting
                + " is of no use with --runner "
                + name
                + "; it belongs to "
                + String.join(", ", others));
      }
    }
    return chosen.with(settings, options);
  }
}
