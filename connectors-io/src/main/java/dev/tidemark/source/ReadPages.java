package dev.tidemark.source;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * read can be stopped and continued elsewhere; it offers that by itself every second, because some
 * runners can neither checkpoint nor hand output on while a call is running.
 *
 * <p>Each page's output carries the smallest cursor in it as its time, and the watermark never
 * passes what has been put out.
 */
@DoFn.BoundedPerElement
public final class ReadPages<T> extends DoFn<Slice, T> {
  private static final long serialVersionUID = 1;
  private static final long TURN_NANOS = 1_000_000_000L;

  private final SourceRef source;
  private final PageSink<T> sink;
  private transient Source opened;
  private transient ExecutorService ahead;

  public ReadPages(SourceRef source, PageSink<T> sink) {
    this.source = source;
    this.sink = sink;
  }

  @Setup
  public void setup() {
    opened = source.open();
    ahead =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, "tidemark-read-ahead");
              thread.setDaemon(true);
              return thread;
            });
    sink.open();
  }

  @Teardown
  public void teardown() {
    if (ahead != null) {
      ahead.shutdownNow();
    }
    sink.close();
  }

  @GetInitialRestriction
  public PageRange initialRestriction(@Element Slice slice) {
    PagePosition position = sink.resumeAt(slice);
    if (position == null) {
      Counters.SLICES_DONE.add(slice.stream(), 1);
    }
    return position == null ? PageRange.DONE : PageRange.from(position);
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
    if (range.stop() || !tracker.tryClaim(PageClaim.read(range.from()))) {
      return ProcessContinuation.stop();
    }
    try {
      return readFrom(slice, range.from(), tracker, watermark, out);
    } catch (Problem problem) {
      tracker.tryClaim(PageClaim.END);
      Counters.add(slice.stream(), opened.reader(slice.stream()).stats().take());
      sink.fail(slice, problem, out);
      return ProcessContinuation.stop();
    }
  }

  private ProcessContinuation readFrom(
      Slice slice,
      PagePosition start,
      RestrictionTracker<PageRange, PageClaim> tracker,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<T> out) {
    StreamReader reader = opened.reader(slice.stream());
    long turnEnds = System.nanoTime() + TURN_NANOS;
    RecordBatch page = await(ahead.submit(() -> reader.read(slice, start)));
    while (true) {
      PagePosition next = page.following();
      boolean last = next == null;
      boolean later = !last && System.nanoTime() > turnEnds;
      PageClaim claim = last ? PageClaim.END : later ? PageClaim.later(next) : PageClaim.read(next);
      boolean claimed = tracker.tryClaim(claim);
      boolean goesOn = claimed && claim.reads();
      Future<RecordBatch> coming = goesOn ? ahead.submit(() -> reader.read(slice, next)) : null;
      count(reader, page);
      if (page.startsOver()) {
        sink.startOver(slice, out);
      } else {
        sink.accept(page, out);
      }
      if (reader.ordered() && page.latest() != null) {
        advance(watermark, page.latest());
      }
      if (!goesOn) {
        sink.flush(slice, out);
        return claimed && later ? ProcessContinuation.resume() : ProcessContinuation.stop();
      }
      page = await(coming);
    }
  }

  private static void count(StreamReader reader, RecordBatch page) {
    String stream = page.slice().stream();
    Counters.BYTES.add(stream, page.bytes());
    Counters.SLICES_DONE.add(stream, page.isLast() ? 1 : 0);
    Counters.add(stream, reader.stats().take());
  }

  private static void advance(ManualWatermarkEstimator<Instant> watermark, CursorMark seen) {
    Instant time = Instant.ofEpochMilli(Math.floorDiv(seen.order(), 1_000L));
    if (time.isAfter(watermark.currentWatermark())) {
      watermark.setWatermark(time);
    }
  }

  private static RecordBatch await(Future<RecordBatch> page) {
    try {
      return page.get();
    } catch (InterruptedException e) {
      page.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while reading");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
