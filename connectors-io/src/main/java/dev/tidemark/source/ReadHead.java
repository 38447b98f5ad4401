package dev.tidemark.source;

import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Slice;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.WindowedValues;

/**
 * Reads slices as {@link ReadPages} does, for a step that decides by itself when which slice is
 * read. Serves one thread at a time.
 */
public final class ReadHead implements AutoCloseable {
  private final Source source;
  private final ExecutorService ahead = readingAhead();

  public ReadHead(Source source) {
    this.source = source;
  }

  /** A thread that requests a page while the last one is being worked on. */
  static ExecutorService readingAhead() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "tidemark-read-ahead");
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Reads on for a second or so.
   *
   * @param from where the slice goes on, if nothing more of it has been dealt with
   * @param told takes what the pages' taker puts out
   * @return where it goes on then; empty when it is done, or has failed
   */
  public <T> Optional<PagePosition> read(
      Slice slice, PagePosition from, PageTaker<T> taker, Consumer<T> told) {
    Positions positions = Positions.of(slice, from);
    Positions start = positions.with(taker.resumeAt(positions.byPart()));
    if (start.isEmpty()) {
      Counters.SLICES_DONE.add(slice.stream(), slice.parts().size());
      return Optional.empty();
    }
    PageTracker tracker = new PageTracker(PageRange.from(start.joined()));
    tracker.tryClaim(PageClaim.read(start.joined()));
    boolean goesOn =
        new ReadTurn<>(
                source.reader(slice.stream()),
                taker,
                ahead,
                tracker,
                new WatermarkEstimators.Manual(BoundedWindow.TIMESTAMP_MIN_VALUE),
                receiver(told))
            .from(start)
            .shouldResume();
    return goesOn ? Optional.of(tracker.trySplit(0).getResidual().from()) : Optional.empty();
  }

  /** What is put out goes there, without time or window. */
  public static <T> OutputReceiver<T> receiver(Consumer<T> told) {
    return new OutputReceiver<>() {
      @Override
      public OutputBuilder<T> builder(T value) {
        return WindowedValues.<T>builder()
            .setValue(value)
            .setTimestamp(BoundedWindow.TIMESTAMP_MIN_VALUE)
            .setWindow(GlobalWindow.INSTANCE)
            .setPaneInfo(PaneInfo.NO_FIRING)
            .setReceiver(windowed -> told.accept(windowed.getValue()));
      }
    };
  }

  @Override
  public void close() {
    ahead.shutdownNow();
  }
}
