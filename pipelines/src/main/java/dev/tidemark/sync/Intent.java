package dev.tidemark.sync;

import dev.tidemark.destination.Destination;
import dev.tidemark.model.TableSchema;
import dev.tidemark.model.Tidemark;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;

/**
 * A plan that nothing has been written for yet.
 *
 * @param plan what is to be done
 * @param before the stream's table as it is, or null if it is to be made
 * @param version the state's version that this was decided on
 * @param made when it was decided
 */
public record Intent(StreamPlan plan, TableSchema before, long version, Instant made)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  /** Begins the run in the destination, unless an unfinished one goes on. */
  public StreamPlan begin(Destination destination) {
    if (!plan.resumed()) {
      destination.begin(plan.key(), plan.run(), version, before, plan.table());
    }
    return plan;
  }

  /** Whether beginning it would change nothing but what is kept of runs. */
  public boolean isRoutine() {
    return !plan.resumed() && plan.table().equals(before) && !plan.committed().isNone();
  }

  /** The same at another time. */
  public Intent again(String sync, Instant now) {
    return changed(sync, now, plan.run().from());
  }

  /** The same from another tidemark on, up to which there was nothing new. */
  public Intent upTo(Tidemark from) {
    return changed(plan.run().sync(), plan.today(), from);
  }

  private Intent changed(String sync, Instant now, Tidemark from) {
    StreamPlan changed =
        new StreamPlan(
            plan.key(),
            plan.run().begun(sync, now, from),
            plan.table(),
            plan.committed(),
            now,
            plan.resumed());
    return new Intent(changed, before, version, made);
  }
}
