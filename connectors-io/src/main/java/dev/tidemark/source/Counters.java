package dev.tidemark.source;

import dev.tidemark.http.CallStats;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** What is counted for each stream, as Beam metrics, so that every runner brings it back. */
public enum Counters {
  /** Records that became rows. */
  RECORDS,
  /** Bytes received. */
  BYTES,
  REQUESTS,
  RETRIES,
  WAITED_MILLIS,
  /** Errors that the connector says to pass over. */
  IGNORED,
  DEAD_LETTERS,
  /** Records older than the tidemark that came all the same, for the first time. */
  LATE,
  COMMITS,
  SLICES,
  SLICES_DONE;

  static final String NAMESPACE = "tidemark";

  public void add(String stream, long amount) {
    if (amount != 0) {
      Metrics.counter(NAMESPACE, name() + ":" + stream).inc(amount);
    }
  }

  public static void add(String stream, CallStats.Counts counts) {
    REQUESTS.add(stream, counts.requests());
    RETRIES.add(stream, counts.retries());
    WAITED_MILLIS.add(stream, counts.waitedMillis());
    IGNORED.add(stream, counts.ignored());
  }

  /** All counts so far, to be asked for by {@link #of}. */
  public static Map<String, Long> read(PipelineResult result) {
    Map<String, Long> counts = new HashMap<>();
    MetricsFilter ours =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(NAMESPACE)).build();
    for (MetricResult<Long> metric : result.metrics().queryMetrics(ours).getCounters()) {
      counts.merge(metric.getName().getName(), metric.getAttempted(), Long::sum);
    }
    return counts;
  }

  public long of(Map<String, Long> counts, String stream) {
    return counts.getOrDefault(name() + ":" + stream, 0L);
  }
}
