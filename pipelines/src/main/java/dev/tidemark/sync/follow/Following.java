package dev.tidemark.sync.follow;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.ConnectionLock;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.StreamKey;
import dev.tidemark.destination.StreamState;
import dev.tidemark.http.Masking;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.source.Gauges;
import dev.tidemark.sync.DryRun;
import dev.tidemark.sync.Launch;
import dev.tidemark.sync.Pace;
import dev.tidemark.sync.Planner;
import dev.tidemark.sync.Reports;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.StreamReport.Status;
import dev.tidemark.sync.Sync;
import dev.tidemark.sync.SyncJob;
import dev.tidemark.sync.SyncReport;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;

/**
 * Looks after a continuous sync: has it catch up like a sync with an end, starts the pipeline
 * without one, starts both again when there are other streams or the pipeline is lost, and stops in
 * order.
 */
public final class Following {
  private static final System.Logger LOGGER = System.getLogger(Following.class.getName());
  private static final Duration POLL = Duration.ofMillis(200);
  private static final org.joda.time.Duration AT_ONCE = org.joda.time.Duration.millis(1);

  /** How often it is asked whether there are other streams; more often where turns are short. */
  private static final Duration STREAMS = Duration.ofMinutes(1);

  private static final int MOST_TURNS = 20;

  /** What has gone well for so long has not failed before. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Sync sync;
  private final Launch launch;
  private final SyncJob job;
  private final RunnerSupport runner;
  private final Reports reports = new Reports(Instant.now());

  /**
   * @throws Problem if the runner is not for such a sync, or its workers can't carry it out
   */
  public Following(Sync sync) {
    sync.runner().refuseEndless();
    if (sync.runner().isDetached()) {
      throw Problem.config(
          "a continuous sync is looked after by the command that started it; leave out --detach");
    }
    this.sync = sync;
    this.launch = sync.launch();
    this.job = launch.job();
    this.runner = launch.runner();
  }

  /**
   * Has all be read there is, and then follows the streams until the sync is cancelled. What goes
   * wrong meanwhile is told and tried again.
   *
   * @throws Problem if it can't begin because the job is wrong or credentials are refused, or can't
   *     go on because another process has the connection
   */
  public SyncReport run() {
    runner.check();
    try (ConnectionLock lock = sync.lock()) {
      goOn(lock);
      try (Destination destination = job.destination().open(Access.WRITE)) {
        return sync.report(UUID.randomUUID().toString(), false, destination, reports);
      }
    }
  }

  /** What the runner would be given: first for all there is, then for what comes. */
  public List<DryRun> rehearse() {
    Pipeline pipeline = Pipeline.create();
    build(DryRun.ID, pipeline, List.of());
    return List.of(sync.rehearse(), DryRun.of(launch, true, pipeline, launch.endless(DryRun.ID)));
  }

  private void goOn(ConnectionLock lock) {
    boolean isFirst = true;
    int failures = 0;
    while (!sync.isCancelled()) {
      Instant begun = Instant.now();
      try {
        lock.confirm();
        sync.catchUp(launch, lock, isFirst, reports);
        if (isFirst && reports.isWrong()) {
          return;
        }
        isFirst = false;
        tellFailures();
        if (!sync.isCancelled()) {
          follow(lock);
        }
      } catch (Problem problem) {
        lock.confirm();
        if (isFirst && problem.kind().isFinal()) {
          throw problem;
        }
        failures = Duration.between(begun, Instant.now()).compareTo(LONG) > 0 ? 0 : failures + 1;
        Duration pause = job.pace().pause(failures);
        LOGGER.log(Level.WARNING, problem.getMessage() + "; tried again in " + Pace.text(pause));
        await(pause);
      }
    }
    stop();
  }

  private void tellFailures() {
    for (StreamReport stream : reports.streams()) {
      if (stream.status() == Status.FAILED) {
        LOGGER.log(Level.WARNING, stream.stream() + ": " + stream.error() + "; tried again");
      }
    }
  }

  private void follow(ConnectionLock lock) {
    String id = UUID.randomUUID().toString();
    List<StreamChoice> choices = List.copyOf(Planner.selection(job, job.source().open()).keySet());
    Pipeline pipeline = Pipeline.create(launch.endless(id));
    build(id, pipeline, groups(choices));
    try (Door door = Door.open(id)) {
      watch(id, pipeline, choices, door, lock);
    }
  }

  private void build(String id, Pipeline pipeline, List<Group> groups) {
    pipeline
        .apply("Groups", Create.of(groups).withCoder(SerializableCoder.of(Group.class)))
        .apply("SpreadGroups", Reshuffle.viaRandomKey())
        .apply("Follow", ParDo.of(new Follow(id, launch)));
  }

  /** Streams of one log are read together. */
  private List<Group> groups(List<StreamChoice> choices) {
    Map<String, Tidemark> tidemarks = new LinkedHashMap<>();
    choices.forEach(choice -> tidemarks.put(choice.name(), Tidemark.NONE));
    List<String> sharing =
        job.source().open().shared(tidemarks).stream()
            .flatMap(slice -> slice.together().stream().map(Slice::stream))
            .toList();
    List<Group> groups = new ArrayList<>();
    if (!sharing.isEmpty()) {
      groups.add(new Group(choices.stream().filter(c -> sharing.contains(c.name())).toList()));
    }
    choices.stream()
        .filter(choice -> !sharing.contains(choice.name()))
        .forEach(choice -> groups.add(new Group(List.of(choice))));
    return groups;
  }

  /**
   * Returns when it is cancelled or another process has the connection, when the pipeline has
   * failed, or when there are other streams.
   */
  private void watch(
      String id, Pipeline pipeline, List<StreamChoice> choices, Door door, ConnectionLock lock) {
    List<String> names = choices.stream().map(StreamChoice::name).toList();
    Map<String, Long> counts = Map.of();
    Map<String, Long> gauges = Map.of();
    try {
      PipelineResult result = pipeline.run();
      Duration asks = asks(job.pace().every());
      Instant asked = Instant.now();
      PipelineResult.State state = null;
      while (Launch.isRunning(state) && !sync.isCancelled() && !lock.isLost()) {
        await(runner.pause());
        state = result.waitUntilFinish(AT_ONCE);
        counts = Counters.read(result);
        gauges = Gauges.read(result);
        sync.listener().progress(reports.following(names, counts, gauges));
        if (asked.plus(asks).isBefore(Instant.now())) {
          asked = Instant.now();
          if (hasOthers(names)) {
            break;
          }
        }
      }
      if (Launch.isRunning(state)) {
        door.shut();
        result.cancel();
      } else {
        String why = launch.whyFailed(id, result);
        throw Problem.source("the pipeline has ended, " + state + ": " + Masking.mask(why));
      }
    } catch (IOException | RuntimeException e) {
      throw launch.inWords(e, Problem.Kind.SOURCE);
    } finally {
      reports.followed(names, counts, gauges);
    }
  }

  /** No oftener than once a turn. */
  private static Duration asks(Duration every) {
    Duration turns = every.multipliedBy(MOST_TURNS);
    Duration most = every.compareTo(STREAMS) > 0 ? every : STREAMS;
    return turns.compareTo(most) < 0 ? turns : most;
  }

  private boolean hasOthers(List<String> names) {
    if (!job.streams().isEmpty()) {
      return false;
    }
    try {
      List<String> now = job.source().open().streams().stream().map(StreamSpec::name).toList();
      return !Set.copyOf(now).equals(Set.copyOf(names));
    } catch (Problem problem) {
      LOGGER.log(Level.DEBUG, "can't see whether there are other streams", problem);
      return false;
    }
  }

  /** What is staged is committed as far as that can be done before all of a run is read. */
  private void stop() {
    try (Destination destination = job.destination().open(Access.WRITE)) {
      Map<String, StreamState> states = destination.states(job.connection());
      for (StreamReport report : reports.streams()) {
        StreamKey key = new StreamKey(job.connection(), report.stream());
        StreamState state = states.getOrDefault(report.stream(), StreamState.UNKNOWN);
        state.run().ifPresent(run -> new Committer(destination, key, run).commitStaged());
        Status how = state.run().isEmpty() ? Status.OK : Status.INTERRUPTED;
        reports.stopped(report.stream(), how, state.tidemark());
      }
    }
  }

  private void await(Duration time) {
    Instant ends = Instant.now().plus(time);
    while (!sync.isCancelled() && Instant.now().isBefore(ends)) {
      LockSupport.parkNanos(Math.min(time.toNanos(), POLL.toNanos()));
    }
  }
}
