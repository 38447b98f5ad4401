package dev.tidemark.sync;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.ConnectionLock;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.StreamState;
import dev.tidemark.evolve.Evolution;
import dev.tidemark.http.Masking;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.sync.StreamReport.Status;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.joda.time.Duration;

/** One pass of a pipeline over planned streams, watched to its end. */
final class Round {
  /** A pipeline that is lost so often without having done anything is not begun again. */
  private static final int MOST_FUTILE = 3;

  private final Launch launch;
  private final SyncJob job;
  private final String sync;
  private final List<StreamPlan> plans;
  private final Destination destination;
  private final Reports reports;
  private Problem failure;
  private boolean lost;

  Round(
      Launch launch,
      String sync,
      List<StreamPlan> plans,
      Destination destination,
      Reports reports) {
    this.launch = launch;
    this.job = launch.job();
    this.sync = sync;
    this.plans = plans;
    this.destination = destination;
    this.reports = reports;
  }

  /**
   * @throws Problem if another process has the connection by now
   */
  void run(SyncListener listener, AtomicBoolean cancelled, ConnectionLock lock) {
    if (launch.runner().isDetached()) {
      leave(pipeline(plans));
      return;
    }
    Map<String, Long> counts = new HashMap<>();
    List<StreamPlan> open = plans;
    int futile = 0;
    do {
      lost = false;
      Map<String, Long> more = watch(pipeline(open), listener, cancelled, lock);
      more.forEach((name, count) -> counts.merge(name, count, Long::sum));
      lock.confirm();
      futile = more.isEmpty() ? futile + 1 : 0;
      open = unfinished();
    } while (lost && !cancelled.get() && futile < MOST_FUTILE && !open.isEmpty());
    if (cancelled.get()) {
      interrupted(counts);
    } else {
      ended(counts);
    }
  }

  private Pipeline pipeline(List<StreamPlan> streams) {
    Pipeline pipeline = Pipeline.create(launch.bounded(sync));
    StagePages staging = new StagePages(job.destination(), streams, launch.runner().recovers());
    SyncPipeline.build(
        pipeline,
        sync,
        job.source(),
        job.destination(),
        streams,
        staging,
        job.concurrency(),
        launch.readers());
    return pipeline;
  }

  private List<StreamPlan> unfinished() {
    Set<String> finished = destination.reports(job.connection(), sync).keySet();
    return plans.stream().filter(plan -> !finished.contains(plan.stream())).toList();
  }

  /** Starts the pipeline, and looks after it no longer. */
  private void leave(Pipeline pipeline) {
    try {
      pipeline.run();
    } catch (RuntimeException e) {
      throw launch.inWords(e, Problem.Kind.DESTINATION);
    }
    for (StreamPlan plan : plans) {
      reports.ended(plan, Status.RUNNING, Map.of(), 0, plan.tidemark(), null, null);
    }
  }

  private Map<String, Long> watch(
      Pipeline pipeline, SyncListener listener, AtomicBoolean cancelled, ConnectionLock lock) {
    RunnerSupport runner = launch.runner();
    Map<String, Long> counts = Map.of();
    try {
      PipelineResult result = pipeline.run();
      Duration pause = Duration.millis(runner.pause().toMillis());
      PipelineResult.State state = result.waitUntilFinish(pause);
      for (; Launch.isRunning(state); state = result.waitUntilFinish(pause)) {
        counts = Counters.read(result);
        listener.progress(reports.during(plans, counts));
        if (cancelled.get() || lock.isLost()) {
          result.cancel();
          break;
        }
      }
      LockSupport.parkNanos(runner.settling().toNanos());
      counts = Counters.read(result);
      if (state == PipelineResult.State.FAILED) {
        failed(result);
      } else if (state == PipelineResult.State.CANCELLED && !cancelled.get()) {
        failure = Problem.source("somebody cancelled the pipeline" + runner.whereToLook());
      }
    } catch (IOException | RuntimeException e) {
      failure = launch.inWords(e, Problem.Kind.SOURCE);
    }
    return counts;
  }

  /** Where no problem of ours is behind it, a worker was lost, and what it did can go on. */
  private void failed(PipelineResult result) {
    RunnerSupport runner = launch.runner();
    String reason = launch.whyFailed(sync, result);
    boolean ofOurs = reason.contains(Problem.class.getName());
    lost = !ofOurs && runner.startsAnew();
    String problem =
        reason.replaceFirst("(?s).*" + Pattern.quote(Problem.class.getName()) + ": ", "");
    String said = Masking.mask(ofOurs ? problem : "the pipeline failed: " + reason);
    failure = Problem.source(said + runner.whereToLook());
  }

  private void ended(Map<String, Long> counts) {
    Map<String, String> ends = destination.reports(job.connection(), sync);
    Map<String, StreamState> states = destination.states(job.connection());
    for (StreamPlan plan : plans) {
      Tidemark tidemark = states.get(plan.stream()).tidemark();
      String text = ends.get(plan.stream());
      if (text == null) {
        Problem why =
            failure == null ? Problem.source("the pipeline ended without finishing it") : failure;
        reports.ended(plan, Status.FAILED, counts, 0, tidemark, why.kind(), why.getMessage());
        continue;
      }
      StreamEnd end = StreamEnd.parse(text);
      Status status = end.isFailure() ? Status.FAILED : Status.OK;
      reports.ended(plan, status, counts, 0, tidemark, end.kind(), end.error());
      List<String> beside =
          Evolution.beside(plan.table(), states.get(plan.stream()).schema().orElse(plan.table()));
      if (!beside.isEmpty()) {
        String columns = String.join(", ", beside);
        reports.note(
            plan.stream(), "has values of other types in columns of their own: " + columns);
      }
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
