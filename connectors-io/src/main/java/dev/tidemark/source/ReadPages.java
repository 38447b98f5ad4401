package dev.tidemark.source;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import java.util.concurrent.ExecutorService;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.joda.time.Instant;

/**
 * Reads slices page by page and hands each page to a {@link PageSink}.
 *
 * <p>The next page is requested while the last one is being worked on, and it is claimed before it
 * is requested, so that no page is ever requested twice because of a split. Between two pages the
 * read can be stopped and continued elsewhere; it offers that by itself after each turn of the
 * sink, because some runners can neither checkpoint nor hand output on while a call is running.
 *
 * <p>Each page's output carries the smallest cursor in it as its time, and the watermark never
 * passes what has been put out.
 */
@DoFn.BoundedPerElement
public final class ReadPages<T> extends DoFn<Slice, T> {
  private static final long serialVersionUID = 1;

  private final SourceRef source;
  private final PageSink<T> sink;
  private final int readers;
  private transient Source opened;
  private transient AutoCloseable joined;
  private transient ExecutorService ahead;

  /** Reads in one process, however many readers there are in it. */
  public ReadPages(SourceRef source, PageSink<T> sink) {
    this(source, sink, 0);
  }

  /**
   * @param readers how many readers there are, in any number of processes; 0 if all are in one
   */
  public ReadPages(SourceRef source, PageSink<T> sink, int readers) {
    this.source = source;
    this.sink = sink;
    this.readers = readers;
  }

  @Setup
  public void setup() {
    opened = source.open();
    ahead = ReadHead.readingAhead();
    sink.open();
  }

  @Teardown
  public void teardown() throws Exception {
    if (joined != null) {
      joined.close();
    }
    if (ahead != null) {
      ahead.shutdownNow();
    }
    sink.close();
  }

  @GetInitialRestriction
  public PageRange initialRestriction(@Element Slice slice) {
    Positions start = resume(Positions.of(slice, PagePosition.FIRST));
    if (start.isEmpty()) {
      Counters.SLICES_DONE.add(slice.stream(), slice.parts().size());
    }
    return start.isEmpty() ? PageRange.DONE : PageRange.from(start.joined());
  }

  @GetRestrictionCoder
  public PageRangeCoder restrictionCoder() {
    return new PageRangeCoder();
  }

  @NewTracker
  public PageTracker newTracker(@Restriction PageRange range) {
    return new PageTracker(range);
  }

  @GetSize
  public double size(@Restriction PageRange range) {
    return range.stop() ? 0 : 1;
  }

  @GetInitialWatermarkEstimatorState
  public Instant initialWatermark(@Timestamp Instant time) {
    return time;
  }

  @NewWatermarkEstimator
  public WatermarkEstimators.Manual newWatermarkEstimator(
      @WatermarkEstimatorState Instant watermark) {
    return new WatermarkEstimators.Manual(watermark);
  }

  @ProcessElement
  public ProcessContinuation process(
      @Element Slice slice,
      RestrictionTracker<PageRange, PageClaim> tracker,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<T> out) {
    PageRange range = tracker.currentRestriction();
    if (range.stop()) {
      return ProcessContinuation.stop();
    }
    Positions planned = Positions.of(slice, range.from());
    // Pages of shared slices end where the source stood when it was asked. One that was staged just
    // before a worker was lost must not be read again, longer than it was then.
    Positions start = slice.isShared() ? resume(planned) : planned;
    boolean claimed =
        tracker.tryClaim(start.isEmpty() ? PageClaim.END : PageClaim.read(start.joined()));
    if (!claimed || start.isEmpty()) {
      return ProcessContinuation.stop();
    }
    join();
    StreamReader reader = opened.reader(slice.stream());
    return new ReadTurn<>(reader, sink, ahead, tracker, watermark, out).from(start);
  }

  /** Runners have instances that never read: they ask for restrictions, or divide them. */
  private void join() {
    if (joined == null && readers > 0) {
      joined = opened.join(readers);
    }
  }

  private Positions resume(Positions from) {
    return from.with(sink.resumeAt(from.byPart()));
  }
}
