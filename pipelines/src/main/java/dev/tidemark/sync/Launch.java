package dev.tidemark.sync;

import dev.tidemark.http.Masking;
import dev.tidemark.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.FileStagingOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A job on a runner: what its pipelines are called, what they are started with, and what is said of
 * those that break.
 *
 * @param job what is to be done
 * @param runner by which runner
 */
public record Launch(SyncJob job, RunnerSupport runner) {
  private static final int SHOWN_OF_ID = 8;
  private static final String CAUSE = "Caused by: ";

  /** The same for these streams. */
  Launch withStreams(List<StreamChoice> choices) {
    return new Launch(job.withStreams(choices), runner);
  }

  /** Options of a pipeline that comes to its end. */
  PipelineOptions bounded(String id) {
    return of(id, runner.options(job.concurrency()));
  }

  /** Options of a pipeline without an end. */
  public PipelineOptions endless(String id) {
    return of(id, runner.endless(job.concurrency()));
  }

  /** Workers are sent no more files than they need. */
  private PipelineOptions of(String id, PipelineOptions options) {
    FileStagingOptions staging = options.as(FileStagingOptions.class);
    if (staging.getFilesToStage() != null) {
      staging.setFilesToStage(
          staging.getFilesToStage().stream()
              .filter(file -> job.destination().needs(Path.of(file)))
              .toList());
    }
    options.setJobName(name(id));
    return options;
  }

  /** What a pipeline is called where it runs. */
  public String name(String id) {
    String connection = job.connection().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "tidemark-" + connection + "-" + id.substring(0, SHOWN_OF_ID);
  }

  /** How many workers the runner has; 0 if all are in one process. */
  public int readers() {
    return runner.readers(job.concurrency());
  }

  /** Whether a pipeline in this state, which may be unknown, has not ended. */
  public static boolean isRunning(PipelineResult.State state) {
    return state == null || !state.isTerminal();
  }

  /** What is behind the failure of a pipeline, as far as it is known. */
  public String whyFailed(String id, PipelineResult result) {
    List<String> lines = runner.whyFailed(name(id), result).lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith(CAUSE))
        .reduce((first, second) -> second)
        .map(line -> line.substring(CAUSE.length()))
        .orElse(lines.isEmpty() ? "no reason is known" : lines.get(0));
  }

  /**
   * The problem that is behind it says best what went wrong; anything else is named as it is.
   *
   * @param kind of what is no problem
   */
  public Problem inWords(Throwable e, Problem.Kind kind) {
    Throwable innermost = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof Problem problem) {
        return Problem.of(
            problem.kind(), Masking.mask(problem.getMessage()) + runner.whereToLook());
      }
      innermost = t;
    }
    String said =
        innermost instanceof OutOfMemoryError
            ? Problem.OUT_OF_MEMORY
            : Masking.mask("the pipeline broke: " + innermost);
    return Problem.of(kind, said + runner.whereToLook());
  }
}
