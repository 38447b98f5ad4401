package dev.tidemark.sync;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Counters;
import dev.tidemark.source.StreamEvent;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * When all slices of a stream are dealt with: commits what is left, completes the run if none
 * failed, and leaves the outcome in the destination for whoever started the sync.
 */
public final class FinishStreams extends DoFn<KV<String, Iterable<StreamEvent>>, Void> {
  private static final long serialVersionUID = 1;
  private static final int FEW_GONE = 10_000;

  private final String sync;
  private final DestinationRef destination;
  private final Map<String, StreamPlan> plans;
  private transient Destination opened;

  FinishStreams(String sync, DestinationRef destination, Map<String, StreamPlan> plans) {
    this.sync = sync;
    this.destination = destination;
    this.plans = plans;
  }

  @Setup
  public void setup() {
    opened = destination.open(Access.WRITE);
  }

  @Teardown
  public void teardown() {
    if (opened != null) {
      opened.close();
    }
  }

  /**
   * Partitions that need not be remembered because the source has them no more. As long as they are
   * few they are kept: a job that leaves them out for a while does not read them again.
   */
  private static PartitionSet gone(StreamPlan plan, StreamEnd end) {
    PartitionSet read = plan.tidemark().readOrNone();
    PartitionSet gone = read.minus(end.known());
    boolean isMany = gone.size() > FEW_GONE && gone.size() > end.known().size();
    return isMany ? gone : PartitionSet.EMPTY;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<StreamEvent>> events) {
    StreamPlan plan = plans.get(events.getKey());
    StreamEnd end = finish(opened, plan, StreamEnd.of(events.getValue()));
    opened.record(plan.key(), sync, plan.run().startedAt(), end.toJson());
  }

  /** Commits what is left of a run, and completes it if nothing failed; tells how it ended then. */
  public static StreamEnd finish(Destination destination, StreamPlan plan, StreamEnd end) {
    try {
      Committer committer = new Committer(destination, plan.key(), plan.run());
      long rows =
          end.isFailure()
              ? committer.commitStaged()
              : committer.complete(end.parents(), gone(plan, end));
      Counters.COMMITS.add(plan.stream(), rows < 0 ? 0 : 1);
      return end;
    } catch (Problem problem) {
      return end.andFailure(problem);
    }
  }
}
