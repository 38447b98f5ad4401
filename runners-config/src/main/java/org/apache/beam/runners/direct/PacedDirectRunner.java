package org.apache.beam.runners.direct;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.joda.time.Instant;

/**
 * DirectRunner without its busy loop. While any bundle is being worked on, DirectRunner looks for
 * more work without a pause and so keeps a whole core busy, also when the bundle only waits for the
 * network. Its loop asks the clock each time it goes round; this runner's clock takes a rest then.
 */
public final class PacedDirectRunner extends PipelineRunner<DirectRunner.DirectPipelineResult> {
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(1);

  /** A pipeline without an end mostly waits for its next turn. */
  private static final long LONG_REST = TimeUnit.MILLISECONDS.toNanos(20);

  private final DirectRunner runner;

  private PacedDirectRunner(DirectRunner runner) {
    this.runner = runner;
  }

  /** Called by Beam, by this name. */
  public static PacedDirectRunner fromOptions(PipelineOptions options) {
    DirectRunner runner = DirectRunner.fromOptions(options);
    boolean isEndless = options.as(StreamingOptions.class).isStreaming();
    Clock clock = new PacedClock(NanosOffsetClock.create(), isEndless ? LONG_REST : REST);
    runner.setClockSupplier(() -> clock);
    return new PacedDirectRunner(runner);
  }

  @Override
  public DirectRunner.DirectPipelineResult run(Pipeline pipeline) {
    return runner.run(pipeline);
  }

  private static final class PacedClock implements Clock {
    /** One round of the loop asks several times, all within much less than this. */
    private static final long ROUND = TimeUnit.MICROSECONDS.toNanos(200);

    private static final String LOOP = "org.apache.beam.runners.direct.QuiescenceDriver";
    private static final int DEPTH = 12;

    private final Clock clock;
    private final long rest;
    private volatile long rested = System.nanoTime();

    PacedClock(Clock clock, long rest) {
      this.clock = clock;
      this.rest = rest;
    }

    @Override
    public Instant now() {
      if (System.nanoTime() - rested > ROUND && isLoop()) {
        LockSupport.parkNanos(rest);
        rested = System.nanoTime();
      }
      return clock.now();
    }

    private static boolean isLoop() {
      return StackWalker.getInstance()
          .walk(frames -> frames.limit(DEPTH).anyMatch(frame -> frame.getClassName().equals(LOOP)));
    }
  }
}
