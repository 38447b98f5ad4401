package dev.tidemark.destination.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Rows in batches that are worth a transaction, whatever bundles a runner makes. Beam's own {@code
 * GroupIntoBatches} can't be run by Python's local runner.
 */
final class Batches extends PTransform<PCollection<Row>, PCollection<List<Row>>> {
  private static final long serialVersionUID = 1;

  /** So many batches are filled at once, and staged by as many workers at most. */
  private static final int LANES = 16;

  private static final long MOST_BYTES = 4 << 20;

  private final int mostRows;

  Batches(int mostRows) {
    this.mostRows = mostRows;
  }

  @Override
  public PCollection<List<Row>> expand(PCollection<Row> rows) {
    return rows.apply(
            "Spread",
            WithKeys.<Long, Row>of(row -> ThreadLocalRandom.current().nextLong(LANES))
                .withKeyType(TypeDescriptors.longs()))
        .apply("Gather", ParDo.of(new Gather(rows.getCoder(), mostRows)))
        .setCoder(ListCoder.of(rows.getCoder()));
  }

  static final class Gather extends DoFn<KV<Long, Row>, List<Row>> {
    private static final long serialVersionUID = 1;
    private static final String ROWS = "rows";
    private static final String COUNT = "count";
    private static final String BYTES = "bytes";
    private static final String END = "end";

    @StateId(ROWS)
    private final StateSpec<BagState<Row>> rowsSpec;

    @StateId(COUNT)
    private final StateSpec<ValueState<Integer>> countSpec = StateSpecs.value(VarIntCoder.of());

    @StateId(BYTES)
    private final StateSpec<ValueState<Long>> bytesSpec = StateSpecs.value(VarLongCoder.of());

    @TimerId(END)
    private final TimerSpec endSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    private final int mostRows;

    Gather(Coder<Row> coder, int mostRows) {
      this.rowsSpec = StateSpecs.bag(coder);
      this.mostRows = mostRows;
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Row> row,
        BoundedWindow window,
        @StateId(ROWS) BagState<Row> rows,
        @StateId(COUNT) ValueState<Integer> count,
        @StateId(BYTES) ValueState<Long> bytes,
        @TimerId(END) Timer end,
        OutputReceiver<List<Row>> out) {
      Integer before = count.read();
      if (before == null) {
        end.set(window.maxTimestamp());
      }
      int newCount = (before == null ? 0 : before) + 1;
      long newBytes = (before == null ? 0 : bytes.read()) + RowValues.size(row.getValue());
      rows.add(row.getValue());
      count.write(newCount);
      bytes.write(newBytes);
      if (newCount >= mostRows || newBytes >= MOST_BYTES) {
        put(rows, out);
        count.write(0);
        bytes.write(0L);
      }
    }

    @OnTimer(END)
    public void end(@StateId(ROWS) BagState<Row> rows, OutputReceiver<List<Row>> out) {
      put(rows, out);
    }

    private static void put(BagState<Row> rows, OutputReceiver<List<Row>> out) {
      List<Row> batch = new ArrayList<>();
      rows.read().forEach(batch::add);
      rows.clear();
      if (!batch.isEmpty()) {
        out.outputWithTimestamp(batch, GlobalWindow.INSTANCE.maxTimestamp());
      }
    }
  }
}
