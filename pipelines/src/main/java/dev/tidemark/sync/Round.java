package dev.tidemark.sync;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.StreamState;
import dev.tidemark.http.Masking;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.sync.StreamReport.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/** One pass of a pipeline over planned streams, watched to its end. */
final class Round {
  private static final Duration POLL = Duration.millis(200);

  private final SyncJob job;
  private final String sync;
  private final List<StreamPlan> plans;
  private final Destination destination;
  private final Reports reports;
  private String failure;

  Round(
      SyncJob job, String sync, List<StreamPlan> plans, Destination destination, Reports reports) {
    this.job = job;
    this.sync = sync;
    this.plans = plans;
    this.destination = destination;
    this.reports = reports;
  }

  void run(RunnerSupport runner, SyncListener listener, AtomicBoolean cancelled) {
    int concurrency = job.concurrency().orElseGet(() -> job.source().open().concurrency());
    Pipeline pipeline = Pipeline.create(runner.options(concurrency));
    StagePages staging = new StagePages(job.destination(), plans, runner.recovers());
    SyncPipeline.build(pipeline, sync, job.source(), job.destination(), plans, staging);
    Map<String, Long> counts = watch(pipeline, listener, cancelled);
    if (cancelled.get()) {
      interrupted(counts);
    } else {
      ended(counts);
    }
  }

  private Map<String, Long> watch(
      Pipeline pipeline, SyncListener listener, AtomicBoolean cancelled) {
    Map<String, Long> counts = Map.of();
    try {
      PipelineResult result = pipeline.run();
      while (isRunning(result.waitUntilFinish(POLL))) {
        counts = Counters.read(result);
        listener.progress(reports.during(plans, counts));
        if (cancelled.get()) {
          result.cancel();
          break;
        }
      }
      counts = Counters.read(result);
    } catch (IOException | RuntimeException e) {
      failure = inWords(e);
    }
    return counts;
  }

  private static boolean isRunning(PipelineResult.State state) {
    return state == null || !state.isTerminal();
  }

  /** The innermost problem says best what went wrong; anything else is named as it is. */
  private static String inWords(Throwable e) {
    Throwable innermost = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof Problem) {
        return Masking.mask(t.getMessage());
      }
      innermost = t;
    }
    return Masking.mask("the pipeline broke: " + innermost);
  }

  private void ended(Map<String, Long> counts) {
    Map<String, String> ends = destination.reports(job.connection(), sync);
    Map<String, StreamState> states = destination.states(job.connection());
    for (StreamPlan plan : plans) {
      Tidemark tidemark = states.get(plan.stream()).tidemark();
      String text = ends.get(plan.stream());
      if (text == null) {
        String error = failure == null ? "the pipeline ended without finishing it" : failure;
        reports.ended(plan, Status.FAILED, counts, 0, tidemark, Problem.Kind.SOURCE, error);
        continue;
      }
      StreamEnd end = StreamEnd.parse(text);
      Status status = end.isFailure() ? Status.FAILED : Status.OK;
      reports.ended(plan, status, counts, 0, tidemark, end.kind(), end.error());
    }
  }

  /** What is staged is committed as far as that can be done before all is read. */
  private void interrupted(Map<String, Long> counts) {
    for (StreamPlan plan : plans) {
      long rows = new Committer(destination, plan.key(), plan.run()).commitStaged();
      StreamState state = destination.states(job.connection()).get(plan.stream());
      boolean complete = state.run().isEmpty();
      reports.ended(
          plan,
          complete ? Status.OK : Status.INTERRUPTED,
          counts,
          rows < 0 ? 0 : 1,
          state.tidemark(),
          null,
          null);
    }
  }
}
