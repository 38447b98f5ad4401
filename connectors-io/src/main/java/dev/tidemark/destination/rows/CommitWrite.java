package dev.tidemark.destination.rows;

import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.StreamState;
import dev.tidemark.problem.Problem;
import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Commits what the bundles that count have staged, in one transaction; tells how many rows. */
final class CommitWrite extends DoFn<KV<String, Iterable<String>>, Long> {
  private static final long serialVersionUID = 1;

  private final WriteSpec spec;
  private final PCollectionView<Begun> begun;

  CommitWrite(WriteSpec spec, PCollectionView<Begun> begun) {
    this.spec = spec;
    this.begun = begun;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    Begun write = context.sideInput(begun);
    if (write.committed()) {
      context.output(0L);
      return;
    }
    Set<String> slices = new HashSet<>();
    context.element().getValue().forEach(slices::add);
    slices.remove(DestinationIO.NO_SLICE);
    try (Destination destination = spec.destination().open(Access.WRITE)) {
      if (slices.isEmpty()) {
        // The end of a write without rows is staged too: it may replace a table.
        StageRows.Bundle nothing = new StageRows.Bundle(destination, spec, write);
        nothing.end();
        slices.add(nothing.slice());
      }
      long rows = new Committer(destination, spec.key(), write.run()).complete(slices);
      StreamState state = destination.states(spec.key().connection()).get(spec.key().stream());
      if (!write.mark().equals(state.tidemark().cursor())) {
        throw Problem.destination(
            spec.key()
                + ": another pipeline began to write this table meanwhile, and nothing of this one"
                + " is committed; let one end before the other begins, or give each a connection"
                + " of its own",
            null);
      }
      context.output(Math.max(rows, 0));
    }
  }
}
