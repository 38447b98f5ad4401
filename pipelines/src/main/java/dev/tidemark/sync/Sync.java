package dev.tidemark.sync;

import dev.tidemark.destination.ConnectionLock;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.Pipeline;

/** Carries out a sync job, from the first look at the destination to the report. */
public final class Sync {
  /** An earlier sync's reading, what is newer, and twice all of it because that expired. */
  private static final int MOST_MORE_ROUNDS = 3;

  private final SyncJob job;
  private final RunnerSupport runner;
  private final boolean fullRefresh;
  private final SyncListener listener;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  public Sync(SyncJob job, RunnerSupport runner, boolean fullRefresh, SyncListener listener) {
    this.job = job;
    this.runner = runner;
    this.fullRefresh = fullRefresh;
    this.listener = listener;
  }

  /** Asks a running sync to stop; what is staged by then is committed. May come from any thread. */
  public void cancel() {
    cancelled.set(true);
  }

  public boolean isCancelled() {
    return cancelled.get();
  }

  public RunnerSupport runner() {
    return runner;
  }

  /** Whom it tells how it goes. */
  public SyncListener listener() {
    return listener;
  }

  /**
   * Runs the sync and waits for its end.
   *
   * @throws Problem if it can't begin; what fails later is in the report
   */
  public SyncReport run() {
    Launch launch = launch();
    runner.check();
    Reports reports = new Reports(Instant.now());
    String sync = UUID.randomUUID().toString();
    try (ConnectionLock lock = lock();
        Destination destination = job.destination().open(Access.WRITE)) {
      rounds(launch, lock, fullRefresh, sync, destination, reports);
      return report(sync, cancelled.get(), destination, reports);
    }
  }

  /** Keeps other syncs of the connection away until it is closed. */
  public ConnectionLock lock() {
    return ConnectionLock.take(job.destination(), job.connection());
  }

  /**
   * Reads all there is, for a sync that then goes on.
   *
   * @param isFirst whether it does so for the first time
   */
  public void catchUp(Launch launch, ConnectionLock lock, boolean isFirst, Reports reports) {
    try (Destination destination = job.destination().open(Access.WRITE)) {
      String sync = UUID.randomUUID().toString();
      rounds(launch, lock, isFirst && fullRefresh, sync, destination, reports);
    }
  }

  /** All there is to read now, in as many passes as that takes. */
  private void rounds(
      Launch launch,
      ConnectionLock lock,
      boolean refresh,
      String sync,
      Destination destination,
      Reports reports) {
    List<StreamChoice> more = round(launch, lock, refresh, sync, destination, reports);
    for (int i = 0; i < MOST_MORE_ROUNDS && !more.isEmpty() && !cancelled.get(); i++) {
      String next = UUID.randomUUID().toString();
      more = round(launch.withStreams(more), lock, false, next, destination, reports);
    }
  }

  /** What has been done, which the destination keeps, too. */
  public SyncReport report(
      String sync, boolean interrupted, Destination destination, Reports reports) {
    SyncReport report = new SyncReport(sync, reports.millis(), interrupted, reports.streams());
    for (StreamReport stream : report.streams()) {
      if (stream.status() != StreamReport.Status.RUNNING) {
        StreamKey key = new StreamKey(job.connection(), stream.stream());
        destination.record(key, sync, reports.started(), stream.toJson().toString());
      }
    }
    return report;
  }

  /**
   * What the runner would be given.
   *
   * @throws Problem if it can't be given that
   */
  public DryRun rehearse() {
    Launch launch = launch();
    Pipeline pipeline = Pipeline.create();
    StagePages staging = new StagePages(job.destination(), List.of(), runner.recovers());
    SyncPipeline.build(pipeline, "", job.source(), job.destination(), List.of(), staging, 1, 0);
    return DryRun.of(launch, false, pipeline, launch.bounded(DryRun.ID));
  }

  /**
   * The job as the workers can have it.
   *
   * @throws Problem if they can't
   */
  public Launch launch() {
    refuseForeignWorkers();
    SyncJob portable =
        runner.isDistributed()
            ? job.portable("the workers of " + runner.name(), runner.sharesVariables())
            : job;
    return new Launch(portable, runner);
  }

  private void refuseForeignWorkers() {
    if (!runner.isDistributed()) {
      return;
    }
    if (!job.source().open().sharedByMachines()) {
      throw Problem.config(
          "a refresh token of "
              + job.source().name()
              + " can be used once, and only one machine can have the newest, so the workers of "
              + runner.name()
              + " can't read it; choose --runner direct");
    }
    if (!job.destination().provider().sharedByProcesses()) {
      throw Problem.config(
          job.destination().url()
              + " can be open in one process only, so the workers of "
              + runner.name()
              + " can't write to it; choose another destination or --runner direct");
    }
  }

  /**
   * One pass over the streams; returns those with more to read than this pass was about: what is
   * newer than the start of a reading that an earlier sync began, or all of a stream whose progress
   * has expired at the source.
   */
  private List<StreamChoice> round(
      Launch launch,
      ConnectionLock lock,
      boolean refresh,
      String sync,
      Destination destination,
      Reports reports) {
    SyncJob part = launch.job();
    Source source = part.source().open();
    Planner planner = new Planner(part, destination, refresh);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Map<StreamChoice, StreamPlan> plans = new LinkedHashMap<>();
    for (Map.Entry<StreamChoice, StreamSpec> chosen : Planner.selection(part, source).entrySet()) {
      try {
        plans.put(chosen.getKey(), planner.plan(chosen.getKey(), chosen.getValue(), sync, now));
      } catch (Problem problem) {
        if (problem.kind() != Problem.Kind.SCHEMA) {
          throw problem;
        }
        reports.refused(chosen.getValue().name(), problem);
      }
    }
    List<StreamPlan> planned = List.copyOf(plans.values());
    listener.planned(planned);
    if (!planned.isEmpty()) {
      new Round(launch, sync, planned, destination, reports).run(listener, cancelled, lock);
      listener.progress(reports.streams());
    }
    List<StreamChoice> more = new ArrayList<>();
    plans.forEach(
        (choice, plan) -> {
          if (reports.isExpired(plan.stream())) {
            destination.reset(plan.key());
            reports.readAnew(plan.stream());
            more.add(choice);
          } else if (plan.leavesNewer() && reports.isOk(plan.stream())) {
            more.add(choice);
          }
        });
    return more;
  }
}
