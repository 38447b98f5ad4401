package dev.tidemark.sync;

import dev.tidemark.problem.Nearest;
import dev.tidemark.problem.Problem;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;

/** A runner that a sync can use. Found by {@code ServiceLoader}. */
public interface RunnerSupport {
  /** What {@code --runner} calls it. */
  String name();

  /** Whether workers are other processes than this one. */
  boolean isDistributed();

  /**
   * Whether a slice whose worker was lost is read again by another one in the same pipeline; if
   * not, the pipeline ends.
   */
  default boolean recovers() {
    return true;
  }

  /** Options for a sync that reads {@code concurrency} slices at once. */
  PipelineOptions options(int concurrency);

  /** The runner of that name, or a problem that lists those there are. */
  static RunnerSupport named(String name) {
    List<RunnerSupport> all =
        ServiceLoader.load(RunnerSupport.class, RunnerSupport.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    List<String> names = all.stream().map(RunnerSupport::name).sorted().toList();
    return all.stream()
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
  }
}
