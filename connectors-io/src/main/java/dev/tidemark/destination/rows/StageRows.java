package dev.tidemark.destination.rows;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.PageStager;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Partition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.shape.DeadLetter;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Stages the batches of each bundle as a slice of its own, and tells its name. A bundle that is
 * processed again has another name: only names that reach the commit count.
 */
final class StageRows extends DoFn<List<Row>, String> {
  private static final long serialVersionUID = 1;

  private final WriteSpec spec;
  private final PCollectionView<Begun> begun;
  private final TupleTag<BadRecord> refused;
  private transient Destination destination;
  private transient Bundle bundle;

  /**
   * @param refused where rows go that can't be written, beside the destination's dead letters
   */
  StageRows(WriteSpec spec, PCollectionView<Begun> begun, TupleTag<BadRecord> refused) {
    this.spec = spec;
    this.begun = begun;
    this.refused = refused;
  }

  @Setup
  public void setup() {
    destination = spec.destination().open(Access.WRITE);
  }

  @Teardown
  public void teardown() {
    if (destination != null) {
      destination.close();
    }
  }

  @StartBundle
  public void start() {
    bundle = null;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    Begun write = context.sideInput(begun);
    if (write.committed()) {
      return;
    }
    bundle = bundle == null ? new Bundle(destination, spec, write) : bundle;
    for (DeadLetter letter : bundle.stage(context.element())) {
      context.output(refused, badRecord(letter));
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    if (bundle != null) {
      bundle.end();
      context.output(
          bundle.slice.id(), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      bundle = null;
    }
  }

  private static BadRecord badRecord(DeadLetter letter) throws IOException {
    return BadRecord.fromExceptionInformation(
        letter.record(), StringUtf8Coder.of(), null, letter.reason());
  }

  /** What is staged under one name. */
  static final class Bundle {
    private final PageStager stager;
    private final WriteSpec spec;
    private final Begun write;
    private final Slice slice;
    private long pages;

    Bundle(Destination destination, WriteSpec spec, Begun write) {
      String name = UUID.randomUUID().toString();
      this.stager = new PageStager(destination, spec.key(), write.run());
      this.spec = spec;
      this.write = write;
      this.slice =
          new Slice(spec.key().stream(), Partition.WHOLE, new Interval(0, name, name, true), "{}");
    }

    String slice() {
      return slice.id();
    }

    /** Takes rows; returns what can't be written of them. */
    List<DeadLetter> stage(List<Row> rows) {
      PagePosition following = new PagePosition(pages + 1, null);
      return stage(RowValues.records(rows, spec.schema()), RowValues.size(rows), following);
    }

    /** Has all that was taken staged; the slice is whole then. */
    void end() {
      stage(List.of(), 0, null);
      stager.leave(slice.id());
    }

    private List<DeadLetter> stage(List<JsonObject> records, long bytes, PagePosition following) {
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      RecordBatch page =
          new RecordBatch(slice, pages, records, now, bytes, null, write.mark(), following);
      pages++;
      return stager.add(page).deadLetters();
    }
  }
}
