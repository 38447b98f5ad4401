package dev.tidemark.destination.rows;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StreamState;
import dev.tidemark.destination.TableDesign;
import dev.tidemark.destination.TableDesigner;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.MetaColumns;
import dev.tidemark.model.Tidemark;
import dev.tidemark.shape.ColumnNames;
import dev.tidemark.shape.Contract;
import dev.tidemark.shape.Nested;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the table what the rows need and begins a run; in a further attempt goes on with it. */
final class BeginWrite extends DoFn<String, Begun> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(BeginWrite.class);

  private final WriteSpec spec;

  BeginWrite(WriteSpec spec) {
    this.spec = spec;
  }

  @ProcessElement
  public void process(OutputReceiver<Begun> out) {
    try (Destination destination = spec.destination().open(Access.WRITE)) {
      out.output(begin(destination));
    }
  }

  private Begun begin(Destination destination) {
    String sync = spec.sync();
    StreamState state =
        destination
            .states(spec.key().connection())
            .getOrDefault(spec.key().stream(), StreamState.UNKNOWN);
    CursorMark last = state.tidemark().cursor();
    if (last != null && last.value().equals(sync)) {
      LOG.warn("{}: this pipeline has written it already, and does not do so again", spec.key());
      return new Begun(null, last, true);
    }
    CursorMark mark = new CursorMark(sync, last == null ? 1 : last.order() + 1);
    Run open = state.openRun();
    if (open != null && open.sync().equals(sync)) {
      return new Begun(open, mark, false);
    }
    TableDesign table =
        new TableDesigner(
                destination,
                spec.key().stream(),
                ColumnNames.normalise(spec.key().stream()),
                Contract.EVOLVE,
                MetaColumns.DEFAULT,
                Map.of())
            .design(RowValues.types(spec.schema()), Nested.JSON, state, spec.strategy());
    Run run =
        new Run(
            sync,
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            sync,
            spec.strategy(),
            spec.primaryKey(),
            spec.cursor(),
            Contract.EVOLVE,
            MetaColumns.DEFAULT,
            table.staged(),
            List.of(),
            Nested.JSON,
            null,
            null,
            Tidemark.NONE);
    destination.begin(spec.key(), run, state.version(), table.before(), table.after());
    return new Begun(run, mark, false);
  }
}
