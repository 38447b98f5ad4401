package dev.tidemark.http;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what calls cost, for progress and report. */
public final class CallStats {
  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder waitedMillis = new LongAdder();
  private final LongAdder ignored = new LongAdder();

  public void request() {
    requests.increment();
  }

  public void retry() {
    retries.increment();
  }

  void ignored() {
    ignored.increment();
  }

  public void waited(Duration duration) {
    waitedMillis.add(duration.toMillis());
  }

  /** What has come together since this was last asked. */
  public Counts take() {
    return new Counts(
        requests.sumThenReset(),
        retries.sumThenReset(),
        waitedMillis.sumThenReset(),
        ignored.sumThenReset());
  }

  /**
   * @param requests requests sent, retries included
   * @param retries requests sent again
   * @param waitedMillis time spent waiting for the budget or before a retry
   * @param ignored errors that were passed over as if there were nothing to read
   */
  public record Counts(long requests, long retries, long waitedMillis, long ignored) {}
}
