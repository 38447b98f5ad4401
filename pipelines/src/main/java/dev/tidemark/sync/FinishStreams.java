package dev.tidemark.sync;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
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
final class FinishStreams extends DoFn<KV<String, Iterable<StreamEvent>>, Void> {
  private static final long serialVersionUID = 1;

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

  @ProcessElement
  public void process(@Element KV<String, Iterable<StreamEvent>> events) {
    StreamPlan plan = plans.get(events.getKey());
    StreamEnd end = StreamEnd.of(events.getValue());
    try {
      Committer committer = new Committer(opened, plan.key(), plan.run());
      long rows = end.isFailure() ? committer.commitStaged() : committer.complete(end.parents());
      Counters.COMMITS.add(plan.stream(), rows < 0 ? 0 : 1);
    } catch (Problem problem) {
      end = end.andFailure(problem);
    }
    opened.record(plan.key(), sync, plan.run().startedAt(), end.toJson());
  }
}
