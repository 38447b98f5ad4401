package dev.tidemark.source;

import dev.tidemark.model.CursorMark;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.problem.Problem;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.ProcessContinuation;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.joda.time.Instant;

/**
 * What one call of {@link ReadPages} reads of a slice. Where the slice has parts, one that fails in
 * the source leaves it, a stream that fails in the sink leaves it with all its parts, and the
 * others go on.
 */
final class ReadTurn<T> {
  private static final System.Logger LOGGER = System.getLogger(ReadTurn.class.getName());

  private final StreamReader reader;
  private final PageTaker<T> sink;
  private final ExecutorService ahead;
  private final RestrictionTracker<PageRange, PageClaim> tracker;
  private final ManualWatermarkEstimator<Instant> watermark;
  private final OutputReceiver<T> out;
  private final long ends;
  private final Set<Slice> failed = new HashSet<>();
  private Positions left;

  ReadTurn(
      StreamReader reader,
      PageTaker<T> sink,
      ExecutorService ahead,
      RestrictionTracker<PageRange, PageClaim> tracker,
      ManualWatermarkEstimator<Instant> watermark,
      OutputReceiver<T> out) {
    this.reader = reader;
    this.sink = sink;
    this.ends = System.nanoTime() + sink.turn().toNanos();
    this.ahead = ahead;
    this.tracker = tracker;
    this.watermark = watermark;
    this.out = out;
  }

  /** Reads on from positions that are claimed. */
  ProcessContinuation from(Positions start) {
    left = start;
    try {
      return read();
    } catch (Problem problem) {
      tracker.tryClaim(PageClaim.END);
      Counters.add(start.slice().stream(), reader.stats().take());
      for (Slice part : start.slice().parts()) {
        if (left.has(part)) {
          fail(part, problem);
        } else {
          flush(part);
        }
      }
      return ProcessContinuation.stop();
    }
  }

  private ProcessContinuation read() {
    Future<PageSet> coming = request(left);
    while (true) {
      PageSet set = await(coming);
      Positions next = left.after(set);
      boolean claimed =
          !next.isEmpty()
              && System.nanoTime() <= ends
              && tracker.tryClaim(PageClaim.read(next.joined()));
      coming = claimed ? request(next) : null;
      accept(set);
      advance(set.complete());
      left = left.after(set);
      if (left.isEmpty() || !claimed) {
        return end();
      }
    }
  }

  /** Hands over what came, but for streams that failed after it was requested. */
  private void accept(PageSet set) {
    String first = left.slice().stream();
    for (RecordBatch page : set.pages()) {
      if (left.has(page.slice())) {
        first = page.slice().stream();
        count(page);
        accept(page);
      }
    }
    Counters.add(first, reader.stats().take());
    set.skipped()
        .forEach((part, problem) -> LOGGER.log(Level.WARNING, "left out: " + problem.getMessage()));
    for (Slice part : left.slice().parts()) {
      Problem failure = set.failures().get(part);
      if (failure != null) {
        fail(part, failure);
      }
    }
  }

  private void accept(RecordBatch page) {
    try {
      if (page.startsOver()) {
        sink.startOver(page.slice(), out);
      } else {
        sink.accept(page, out);
      }
    } catch (Problem problem) {
      failStream(page.slice().stream(), problem);
    }
  }

  private void flush(Slice part) {
    try {
      sink.flush(part, out);
    } catch (Problem problem) {
      failStream(part.stream(), problem);
    }
  }

  /** What the sink holds back may be of any part of the stream, also of one that is done. */
  private void failStream(String stream, Problem problem) {
    for (Slice part : left.slice().parts()) {
      if (part.stream().equals(stream)) {
        fail(part, problem);
      }
    }
  }

  private void fail(Slice part, Problem problem) {
    if (failed.add(part)) {
      left = left.without(part);
      sink.fail(part, problem, out);
    }
  }

  private ProcessContinuation end() {
    left.slice().parts().forEach(this::flush);
    PageClaim claim = left.isEmpty() ? PageClaim.END : PageClaim.later(left.joined());
    boolean goesOn = tracker.tryClaim(claim) && !left.isEmpty();
    return goesOn ? ProcessContinuation.resume() : ProcessContinuation.stop();
  }

  private static void count(RecordBatch page) {
    Counters.BYTES.add(page.slice().stream(), page.bytes());
    Counters.SLICES_DONE.add(page.slice().stream(), page.isLast() ? 1 : 0);
  }

  private void advance(CursorMark seen) {
    if (!reader.ordered() || seen == null) {
      return;
    }
    Instant time = Instant.ofEpochMilli(Math.floorDiv(seen.order(), 1_000L));
    if (time.isAfter(watermark.currentWatermark())) {
      watermark.setWatermark(time);
    }
  }

  private Future<PageSet> request(Positions positions) {
    return ahead.submit(() -> reader.readAll(positions.slice(), positions.byPart()));
  }

  private static PageSet await(Future<PageSet> set) {
    try {
      return set.get();
    } catch (InterruptedException e) {
      set.cancel(true);
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
