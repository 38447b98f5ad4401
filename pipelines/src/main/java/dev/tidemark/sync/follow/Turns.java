package dev.tidemark.sync.follow;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.source.Gauges;
import dev.tidemark.source.ReadHead;
import dev.tidemark.source.Source;
import dev.tidemark.sync.FinishStreams;
import dev.tidemark.sync.Intent;
import dev.tidemark.sync.Pace;
import dev.tidemark.sync.Planner;
import dev.tidemark.sync.StreamChoice;
import dev.tidemark.sync.StreamEnd;
import dev.tidemark.sync.StreamPlan;
import dev.tidemark.sync.SyncJob;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Carries out the turns of groups of streams, each call a part of one. What goes wrong is told and
 * tried again later; the destination keeps the place.
 */
final class Turns {
  private static final System.Logger LOGGER = System.getLogger(Turns.class.getName());

  /** How old may be what is known of the source's schemas, and of the destination's state. */
  private static final Duration LASTS = Duration.ofMinutes(10);

  private final SyncJob job;
  private final boolean recovers;
  private final Source source;
  private final ReadHead head;
  private final int readers;
  private final Map<Group, String> left = new HashMap<>();
  private AutoCloseable joined;
  private Destination opened;
  private List<StreamSpec> specs = List.of();
  private Instant specified = Instant.EPOCH;

  /**
   * @param recovers whether the runner may go on from an earlier standing than the last
   * @param readers how many workers there are, in any number of processes; 0 if all are in one
   */
  Turns(SyncJob job, boolean recovers, int readers) {
    this.job = job;
    this.recovers = recovers;
    this.source = job.source().open();
    this.head = new ReadHead(source);
    this.readers = readers;
  }

  /** Goes on for about a second, or for as long as it takes to see that there is nothing new. */
  Standing advance(Group group, Standing before) {
    if (joined == null && readers > 0) {
      joined = source.join(readers);
    }
    // A runner that has lost a worker may come with what was long ago; the ledger knows better.
    boolean isLast = !recovers || before.id().equals(left.get(group));
    Map<String, Stand> stands = new LinkedHashMap<>();
    for (StreamChoice choice : group.choices()) {
      stands.put(choice.name(), isLast ? before.of(choice.name()) : Stand.START);
    }
    Standing after = advance(group, isLast ? before.turn() : null, stands);
    left.put(group, after.id());
    return after;
  }

  private Standing advance(Group group, Turn unfinished, Map<String, Stand> stands) {
    Turn turn = unfinished == null ? begin(group, stands) : unfinished;
    if (turn.parts().isEmpty()) {
      return Standing.between(stands);
    }
    try {
      new TurnReading(source, destination(), head, turn, stands).read();
      if (!turn.isRead()) {
        commitIfDue(turn);
        return Standing.in(turn, stands);
      }
      for (Part part : turn.parts()) {
        stands.compute(part.plan().stream(), (name, stand) -> end(turn, part, stand));
      }
    } catch (Problem problem) {
      turn.byStream().keySet().forEach(name -> stands.computeIfPresent(name, failing(problem)));
    }
    return Standing.between(stands);
  }

  /** A turn of the streams that are due and can be planned; the others stand where they stood. */
  private Turn begin(Group group, Map<String, Stand> stands) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    String sync = UUID.randomUUID().toString();
    List<Intent> intents = new ArrayList<>();
    for (StreamChoice choice : group.choices()) {
      Stand stand = stands.get(choice.name());
      if (stand.due().isAfter(now)) {
        continue;
      }
      try {
        Intent intent = intent(choice, stand, sync, now);
        intents.add(intent);
        stands.put(choice.name(), stand.at(intent.plan().committed().cursor()));
      } catch (Problem problem) {
        stands.put(choice.name(), failing(problem).apply(choice.name(), stand));
      }
    }
    return new Turn(now, intents);
  }

  private Intent intent(StreamChoice choice, Stand stand, String sync, Instant now) {
    Intent kept = stand.intent();
    if (kept != null && kept.made().plus(LASTS).isAfter(now)) {
      return kept.again(sync, now);
    }
    if (specified.plus(LASTS).isBefore(now)) {
      specs = source.streams();
      specified = now;
    }
    StreamSpec spec = Source.named(choice.name(), specs);
    return new Planner(job, destination(), false).intend(choice, spec, sync, now);
  }

  private void commitIfDue(Turn turn) {
    Instant now = Instant.now();
    if (turn.committed().plus(job.pace().commit()).isAfter(now)) {
      return;
    }
    turn.committed(now);
    for (Part part : turn.parts()) {
      if (part.isBegun()) {
        StreamPlan plan = part.plan();
        long rows = new Committer(destination(), plan.key(), plan.run()).commitStaged();
        Counters.COMMITS.add(plan.stream(), rows < 0 ? 0 : 1);
      }
    }
  }

  private Stand end(Turn turn, Part part, Stand stand) {
    StreamPlan plan = part.plan();
    StreamEnd end =
        part.isBegun() ? FinishStreams.finish(destination(), plan, part.end()) : part.end();
    if (end.isFailure()) {
      if (end.kind() == Problem.Kind.EXPIRED) {
        destination().reset(plan.key());
      }
      return failing(Problem.of(end.kind(), end.error())).apply(plan.stream(), stand);
    }
    Gauges.UP_TO.set(plan.stream(), turn.begun().toEpochMilli());
    Gauges.FAILING.set(plan.stream(), 0);
    Instant next = plan.leavesNewer() ? turn.begun() : turn.begun().plus(job.pace().every());
    return part.isBegun()
        ? stand.ran(next, turn.begun(), part.known())
        : stand.quiet(next, part.intent().upTo(part.quietUpTo()));
  }

  /** How a stream stands after this: told of, and to be tried again later. */
  private BiFunction<String, Stand, Stand> failing(Problem problem) {
    if (problem.kind() == Problem.Kind.DESTINATION) {
      letGo();
    }
    return (stream, stand) -> {
      Duration pause = job.pace().pause(stand.failures());
      String then = problem.kind() == Problem.Kind.EXPIRED ? "it is read anew" : "tried again";
      String text = stream + ": " + problem.getMessage() + "; " + then + " in " + Pace.text(pause);
      LOGGER.log(Level.WARNING, text);
      Gauges.FAILING.set(stream, stand.failures() + 1L);
      return stand.failed(Instant.now().plus(pause));
    };
  }

  /** The time of the least tidemark of a group, if all of them have one. */
  static Optional<Instant> watermark(Standing standing) {
    long least = Long.MAX_VALUE;
    for (Stand stand : standing.streams().values()) {
      if (stand.reached() == null) {
        return Optional.empty();
      }
      least = Math.min(least, stand.reached().order());
    }
    return Optional.of(Instant.EPOCH.plus(least, ChronoUnit.MICROS));
  }

  private Destination destination() {
    if (opened == null) {
      opened = job.destination().open(Access.WRITE);
    }
    return opened;
  }

  /** Whatever is wrong with it, another one may be better. */
  private void letGo() {
    Destination old = opened;
    opened = null;
    if (old != null) {
      try {
        old.close();
      } catch (Problem problem) {
        LOGGER.log(Level.DEBUG, "a destination that failed can't be closed either", problem);
      }
    }
  }

  void close() throws Exception {
    if (joined != null) {
      joined.close();
    }
    head.close();
    if (opened != null) {
      opened.close();
    }
  }
}
