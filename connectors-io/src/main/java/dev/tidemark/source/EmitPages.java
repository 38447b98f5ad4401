package dev.tidemark.source;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** Puts pages out as they are, each at the time of its earliest record. */
final class EmitPages implements PageSink<RecordBatch> {
  private static final long serialVersionUID = 1;

  @Override
  public void open() {}

  @Override
  public Map<Slice, PagePosition> resumeAt(Map<Slice, PagePosition> from) {
    return from;
  }

  @Override
  public Duration turn() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void accept(RecordBatch batch, OutputReceiver<RecordBatch> out) {
    out.outputWithTimestamp(batch, earliest(batch));
  }

  /** What is out can't be taken back; the runner can, and reads the slice again. */
  @Override
  public void startOver(Slice slice, OutputReceiver<RecordBatch> out) {
    throw Problem.source(
        "stream "
            + slice.stream()
            + (slice.label().isEmpty() ? "" : " " + slice.label())
            + ": the source can't go on where it was, so that reading must start over");
  }

  @Override
  public void flush(Slice slice, OutputReceiver<RecordBatch> out) {}

  /** Whoever writes a pipeline of their own wants it to fail then, and the runner to try again. */
  @Override
  public void fail(Slice slice, Problem problem, OutputReceiver<RecordBatch> out) {
    throw problem;
  }

  @Override
  public void close() {}

  static Instant earliest(RecordBatch batch) {
    return batch.earliest() == null
        ? BoundedWindow.TIMESTAMP_MIN_VALUE
        : Instant.ofEpochMilli(Math.floorDiv(batch.earliest().order(), 1_000L));
  }
}
