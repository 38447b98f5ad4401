package dev.tidemark.cli;

import dev.tidemark.json.JsonObject;
import dev.tidemark.sync.StreamPlan;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.SyncListener;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells how a sync goes as lines of a log, and nothing of streams that nothing happens to. */
final class LogProgress implements SyncListener {
  private static final long INTERVAL_NANOS = 10_000_000_000L;

  private final Map<String, String> told = new HashMap<>();
  private long last = System.nanoTime();

  @Override
  public void planned(List<StreamPlan> plans) {
    for (StreamPlan plan : plans) {
      say(
          JsonObject.of(
              "message", "sync begins",
              "stream", plan.stream(),
              "strategy", plan.run().strategy().name().toLowerCase(Locale.ROOT),
              "resumed", plan.resumed()));
    }
  }

  @Override
  public void progress(List<StreamReport> streams) {
    if (System.nanoTime() - last < INTERVAL_NANOS) {
      return;
    }
    last = System.nanoTime();
    for (StreamReport stream : streams) {
      JsonObject figures = figures(stream);
      String text = figures.toString();
      if (!text.equals(told.put(stream.stream(), text))) {
        stream
            .lag(Instant.now())
            .ifPresent(lag -> figures.put("lag_seconds", lag.toMillis() / 1e3));
        say(figures);
      }
    }
  }

  private static JsonObject figures(StreamReport stream) {
    JsonObject figures =
        JsonObject.of(
            "message", "progress",
            "stream", stream.stream(),
            "status", stream.status().name().toLowerCase(Locale.ROOT),
            "records", stream.records(),
            "dead_letters", stream.deadLetters(),
            "commits", stream.commits());
    if (stream.followed() != null) {
      figures.put("failing", stream.followed().failing());
    }
    return figures;
  }

  private static void say(JsonObject line) {
    System.err.println(line);
  }
}
