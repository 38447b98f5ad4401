package dev.tidemark.sync;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Packed;
import dev.tidemark.source.PageSink;
import dev.tidemark.source.StreamEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private transient Destination opened;
  private transient PageStaging staging;

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
    opened = destination.open(Access.WRITE);
    staging = new PageStaging(opened, plans.get(), recovers);
  }

  @Override
  public Map<Slice, PagePosition> resumeAt(Map<Slice, PagePosition> from) {
    return staging.resumeAt(from);
  }

  @Override
  public Duration turn() {
    return staging.turn();
  }

  @Override
  public void accept(RecordBatch batch, OutputReceiver<StreamEvent> out) {
    staging.accept(batch, out);
  }

  @Override
  public void startOver(Slice slice, OutputReceiver<StreamEvent> out) {
    staging.startOver(slice, out);
  }

  @Override
  public void flush(Slice slice, OutputReceiver<StreamEvent> out) {
    staging.flush(slice, out);
  }

  @Override
  public void fail(Slice slice, Problem problem, OutputReceiver<StreamEvent> out) {
    staging.fail(slice, problem, out);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
