package dev.tidemark.source;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/** Takes the pages that are read of slices. One instance serves one thread at a time. */
public interface PageTaker<T> {
  /**
   * Where slices go on.
   *
   * @param from where they would if no more of them had been dealt with
   * @return for each of them, null if all of it has been dealt with
   */
  Map<Slice, PagePosition> resumeAt(Map<Slice, PagePosition> from);

  /** How long it is given pages before what it holds back of them must be safe. */
  Duration turn();

  /** Takes a page of one stream; pages of a slice come in order. */
  void accept(RecordBatch batch, OutputReceiver<T> out);

  /** The pages accepted so far in this slice are void: all of it is read again. */
  void startOver(Slice slice, OutputReceiver<T> out);

  /** All pages accepted so far in this slice must be safe when this returns. */
  void flush(Slice slice, OutputReceiver<T> out);

  /** The slice can't be read; throws what the pipeline should fail with, or makes it data. */
  void fail(Slice slice, Problem problem, OutputReceiver<T> out);
}
