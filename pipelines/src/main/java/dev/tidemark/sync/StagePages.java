package dev.tidemark.sync;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.LedgerEntry;
import dev.tidemark.destination.PageStager;
import dev.tidemark.destination.Rhythm;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.source.Packed;
import dev.tidemark.source.PageSink;
import dev.tidemark.source.StreamEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/**
 * Shapes and stages pages in the same call that read them, and commits from time to time what is
 * staged. No page ever lies between two steps of the pipeline, where a runner would pile up as many
 * as it likes.
 */
final class StagePages implements PageSink<StreamEvent> {
  private static final long serialVersionUID = 1;

  private final DestinationRef destination;
  private final Packed<HashMap<String, StreamPlan>> plans;
  private final boolean recovers;
  private transient Destination openDestination;
  private transient Rhythm rhythm;
  private transient Map<String, Lane> lanes;

  /**
   * @param recovers whether slices of a lost worker are read again in the same pipeline
   */
  StagePages(DestinationRef destination, List<StreamPlan> plans, boolean recovers) {
    HashMap<String, StreamPlan> byStream = new HashMap<>();
    plans.forEach(plan -> byStream.put(plan.stream(), plan));
    this.destination = destination;
    this.plans = Packed.of(byStream);
    this.recovers = recovers;
  }

  @Override
  public void open() {
    openDestination = destination.open(Access.WRITE);
    rhythm = openDestination.rhythm();
    lanes = new HashMap<>();
  }

  @Override
  public Map<Slice, PagePosition> resumeAt(Map<Slice, PagePosition> from) {
    Map<Slice, PagePosition> resumed = new LinkedHashMap<>(from);
    Map<String, List<Slice>> byStream =
        from.keySet().stream().collect(Collectors.groupingBy(Slice::stream));
    for (Map.Entry<String, List<Slice>> entry : byStream.entrySet()) {
      if (!recovers && !plans.get().get(entry.getKey()).resumed()) {
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
    Counters.DEAD_LETTERS.add(stream, taken.deadLetters());
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
    long rows =
        new Committer(openDestination, plans.get().get(stream).key(), plans.get().get(stream).run())
            .commitStaged();
    Counters.COMMITS.add(stream, rows < 0 ? 0 : 1);
    lane.rows = 0;
    lane.bytes = 0;
    lane.since = System.nanoTime();
  }

  private Lane lane(Slice slice) {
    return lanes.computeIfAbsent(
        slice.stream(),
        stream -> {
          StreamPlan plan = plans.get().get(stream);
          return new Lane(new PageStager(openDestination, plan.key(), plan.run()));
        });
  }

  @Override
  public void close() {
    if (openDestination != null) {
      openDestination.close();
    }
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
