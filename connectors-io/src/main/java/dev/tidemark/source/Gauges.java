package dev.tidemark.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.GaugeResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** How each stream stands that is followed, as Beam metrics. */
public enum Gauges {
  /** All that the source had at this time is committed; in milliseconds since the epoch. */
  UP_TO,
  /** How many turns have failed in a row. */
  FAILING;

  public void set(String stream, long value) {
    Metrics.gauge(Counters.NAMESPACE, name() + ":" + stream).set(value);
  }

  /** All values, to be asked for by {@link #of}. */
  public static Map<String, Long> read(PipelineResult result) {
    Map<String, GaugeResult> newest = new HashMap<>();
    MetricsFilter ours =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(Counters.NAMESPACE))
            .build();
    for (MetricResult<GaugeResult> metric : result.metrics().queryMetrics(ours).getGauges()) {
      newest.merge(
          metric.getName().getName(),
          metric.getAttempted(),
          (left, right) -> right.getTimestamp().isAfter(left.getTimestamp()) ? right : left);
    }
    Map<String, Long> values = new HashMap<>();
    newest.forEach((name, gauge) -> values.put(name, gauge.getValue()));
    return values;
  }

  public Optional<Long> of(Map<String, Long> values, String stream) {
    return Optional.ofNullable(values.get(name() + ":" + stream));
  }
}
