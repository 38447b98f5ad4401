package dev.tidemark.sync;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.PageStager;
import dev.tidemark.destination.Rhythm;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.source.PageTaker;
import dev.tidemark.source.StreamEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/** Shapes and stages pages, and commits from time to time what is staged. */
public final class PageStaging implements PageTaker<StreamEvent> {
  private final Destination destination;
  private final Map<String, StreamPlan> plans;
  private final boolean recovers;
  private final Rhythm rhythm;
  private final Map<String, Lane> lanes = new HashMap<>();

  /**
   * @param recovers whether slices of a lost worker are read again in the same pipeline
   */
  public PageStaging(Destination destination, Map<String, StreamPlan> plans, boolean recovers) {
    this.destination = destination;
    this.plans = plans;
    this.recovers = recovers;
    this.rhythm = destination.rhythm();
  }

  @Override
  public Map<Slice, PagePosition> resumeAt(Map<Slice, PagePosition> from) {
    Map<Slice, PagePosition> resumed = new LinkedHashMap<>(from);
    Map<String, List<Slice>> byStream =
        from.keySet().stream().collect(Collectors.groupingBy(Slice::stream));
    for (Map.Entry<String, List<Slice>> entry : byStream.entrySet()) {
      if (!recovers && !plans.get(entry.getKey()).resumed()) {
        // The run has just begun, so nobody has staged anything that we do not know.
        continue;
      }
      List<Slice> slices = entry.getValue();
      List<String> ids = slices.stream().map(Slice::id).toList();
      Map<String, LedgerEntry> staged = lane(slices.get(0)).stager.resume(ids);
      for (Slice slice : slices) {
        LedgerEntry last = staged.get(slice.id());
        if (last != null && last.page() >= from.get(slice).index()) {
          resumed.put(slice, last.following());
        }
      }
    }
    return resumed;
  }

  /** What staging costs is then shared by all slices that end meanwhile. */
  @Override
  public Duration turn() {
    return rhythm.stage().interval();
  }

  @Override
  public void accept(RecordBatch batch, OutputReceiver<StreamEvent> out) {
    String stream = batch.slice().stream();
    Lane lane = lane(batch.slice());
    PageStager.Taken taken = lane.stager.add(batch);
    lane.rows += taken.rows();
    lane.bytes += batch.bytes();
    Counters.RECORDS.add(stream, taken.rows());
    Counters.DEAD_LETTERS.add(stream, taken.deadLetters().size());
    boolean isDue = rhythm.commit().isFull(lane.rows, 0, lane.bytes, lane.since);
    if (isDue && lane.rows > 0) {
      lane.stager.flush();
      commit(stream, lane);
    }
  }

  @Override
  public void startOver(Slice slice, OutputReceiver<StreamEvent> out) {
    long rows = lane(slice).stager.startOver(slice.id());
    Counters.RECORDS.add(slice.stream(), -rows);
  }

  @Override
  public void flush(Slice slice, OutputReceiver<StreamEvent> out) {
    lane(slice).stager.leave(slice.id());
  }

  @Override
  public void fail(Slice slice, Problem problem, OutputReceiver<StreamEvent> out) {
    PageStager stager = lane(slice).stager;
    if (problem.kind() == Problem.Kind.DESTINATION) {
      stager.drop();
    } else {
      stager.flush();
    }
    out.output(StreamEvent.failed(slice.stream(), slice.label(), problem));
  }

  private void commit(String stream, Lane lane) {
    StreamPlan plan = plans.get(stream);
    long rows = new Committer(destination, plan.key(), plan.run()).commitStaged();
    Counters.COMMITS.add(stream, rows < 0 ? 0 : 1);
    lane.rows = 0;
    lane.bytes = 0;
    lane.since = System.nanoTime();
  }

  private Lane lane(Slice slice) {
    return lanes.computeIfAbsent(
        slice.stream(),
        stream -> {
          StreamPlan plan = plans.get(stream);
          return new Lane(new PageStager(destination, plan.key(), plan.run()));
        });
  }

  /** What this instance is doing with one stream. */
  private static final class Lane {
    private final PageStager stager;
    private long rows;
    private long bytes;
    private long since = System.nanoTime();

    Lane(PageStager stager) {
      this.stager = stager;
    }
  }
}
