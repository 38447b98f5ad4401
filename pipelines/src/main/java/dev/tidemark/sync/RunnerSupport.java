package dev.tidemark.sync;

import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

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

  /** The same with these settings, all of which it knows. */
  default RunnerSupport with(Map<String, String> settings) {
    return this;
  }

  /** Whether workers are other processes than this one. */
  boolean isDistributed();

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

  /** How long after its end a pipeline may still tell counts that are not the last ones. */
  default Duration settling() {
    return Duration.ZERO;
  }

  /**
   * What is known of why a pipeline failed: the innermost error of its workers, with its class.
   *
   * @param job the pipeline's name
   */
  default String whyFailed(String job) {
    return "no reason is known";
  }

  /** Where to look for what a pipeline says of itself, as the end of a sentence; may be empty. */
  default String whereToLook() {
    return "";
  }

  /** Options for a sync that reads {@code concurrency} slices at once. */
  PipelineOptions options(int concurrency);

  /** The runner of that name, or a problem that lists those there are. */
  static RunnerSupport named(String name) {
    return of(name, Map.of());
  }

  /** The runner of that name with settings; a problem if there is none, or it has no such ones. */
  static RunnerSupport of(String name, Map<String, String> settings) {
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
            all.stream().filter(r -> r.settings().contains(setting)).map(r -> r.name()).toList();
        throw Problem.config(
            "--"
                + setting
                + " is of no use with --runner "
                + name
                + "; it belongs to "
                + String.join(", ", others));
      }
    }
    return chosen.with(settings);
  }
}
