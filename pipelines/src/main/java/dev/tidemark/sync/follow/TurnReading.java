package dev.tidemark.sync.follow;

import dev.tidemark.destination.Destination;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.source.ReadHead;
import dev.tidemark.source.Source;
import dev.tidemark.source.StreamEvent;
import dev.tidemark.source.StreamReader;
import dev.tidemark.sync.PageStaging;
import dev.tidemark.sync.StreamPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/** What one call reads of a turn: lists slices, and reads one after the other. */
final class TurnReading {
  /** A call takes about so long: a runner can take a checkpoint only between two of them. */
  private static final Duration CALL = Duration.ofSeconds(1);

  /** So long may it take to see that there is nothing new. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** The longest that progress over nothing new goes without being written. */
  private static final Duration NOTE = Duration.ofMinutes(10);

  private final Source source;
  private final ReadHead head;
  private final Turn turn;
  private final Map<String, Stand> stands;
  private final Hesitation hesitation;
  private final OutputReceiver<StreamEvent> events;

  TurnReading(
      Source source, Destination destination, ReadHead head, Turn turn, Map<String, Stand> stands) {
    this.source = source;
    this.head = head;
    this.turn = turn;
    this.stands = stands;
    this.events = ReadHead.receiver(turn::told);
    Map<String, StreamPlan> plans = new HashMap<>();
    turn.byStream().forEach((stream, part) -> plans.put(stream, part.plan()));
    this.hesitation =
        new Hesitation(
            destination, new PageStaging(destination, plans, false), turn.byStream(), stands);
  }

  /** Reads for a while; what then brought nothing new, though all of it is read, is not begun. */
  void read() {
    long begun = System.nanoTime();
    while (!turn.isRead() && isWithin(begun)) {
      Turn.Waiting next = turn.next();
      if (next == null) {
        list();
      } else {
        head.read(next.slice(), next.from(), hesitation, turn::told)
            .ifPresent(position -> turn.later(next.slice(), position));
      }
    }
    for (Part part : turn.parts()) {
      boolean waits = part.isBegun() || part.end().isFailure();
      if (!waits && !(turn.isRead() && isQuiet(part))) {
        give(part);
      }
    }
  }

  private boolean isWithin(long begun) {
    Duration most = turn.parts().stream().anyMatch(Part::isBegun) ? CALL : LOOK;
    return System.nanoTime() - begun < most.toNanos();
  }

  private void give(Part part) {
    try {
      hesitation.give(part, events);
    } catch (Problem problem) {
      turn.told(StreamEvent.failed(part.plan().stream(), "", problem));
    }
  }

  private void list() {
    if (turn.listing() == null) {
      Map<String, Tidemark> tidemarks = new LinkedHashMap<>();
      turn.byStream().forEach((stream, part) -> tidemarks.put(stream, part.plan().tidemark()));
      Optional<Slice> shared = source.shared(tidemarks);
      if (shared.isPresent()) {
        turn.byStream().keySet().forEach(s -> turn.told(StreamEvent.listed(s, 1)));
        turn.listed(List.of(shared.get()), null);
        return;
      }
    }
    list(turn.parts().iterator().next().plan());
  }

  private void list(StreamPlan plan) {
    StreamReader reader = source.reader(plan.stream());
    try {
      StreamReader.Chunk chunk = reader.slices(plan.span(), turn.listing());
      Counters.SLICES.add(plan.stream(), chunk.count());
      turn.told(StreamEvent.listed(plan.stream(), chunk));
      boolean isGroup = reader.takesGroups() && !chunk.slices().isEmpty();
      turn.listed(
          isGroup ? List.of(Slice.group(chunk.slices())) : chunk.slices(), chunk.following());
    } catch (Problem problem) {
      turn.told(StreamEvent.failed(plan.stream(), "", problem));
      turn.listed(List.of(), null);
    } finally {
      Counters.add(plan.stream(), reader.stats().take());
    }
  }

  /** All pages had been seen before, or the run would have begun. */
  private boolean isQuiet(Part part) {
    Stand stand = stands.get(part.plan().stream());
    boolean isSame =
        !part.readsAll() || (stand.known() != null && part.known().equalTo(stand.known()));
    boolean isNoted =
        part.quietUpTo().equals(part.plan().committed())
            || stand.noted().plus(NOTE).isAfter(Instant.now());
    return isSame && isNoted && part.intent().isRoutine();
  }
}
