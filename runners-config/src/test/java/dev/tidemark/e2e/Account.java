package dev.tidemark.e2e;

import dev.tidemark.Dataset;
import dev.tidemark.SyncResult;
import dev.tidemark.Tidemark;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.source.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A simulated account and a database to sync it into. */
record Account(String source, Simulator simulator, Path database) {
  static final String KEY = "demo";
  private static final long TWO_DAYS = 2 * 24 * 60;

  /** Streams and the fields that name their records. */
  static final Map<String, String> CHARTMOGUL =
      Map.of(
          "customers", "id",
          "activities", "uuid",
          "customer_count_daily", "date",
          "customer_count_weekly", "date",
          "customer_count_monthly", "date",
          "customer_count_quarterly", "date");

  static final Map<String, String> PERSISTIQ =
      Map.of(
          "users", "id",
          "leads", "id",
          "campaigns", "id",
          "lead_fields", "id",
          "lead_statuses", "id",
          "tags", "id",
          "dnc_domains", "id",
          "events", "id",
          "campaign_leads", "id",
          "campaign_replies", "id");

  Tidemark tidemark() {
    return Tidemark.source(source)
        .config(config())
        .network(network())
        .budget(new Rate(100_000, Duration.ofSeconds(1)))
        .into("duckdb:" + database);
  }

  Network network() {
    return Network.DIRECT.withRoutes(simulator.routes()).withFirstBackoff(Duration.ofMillis(2));
  }

  private Map<String, Object> config() {
    JsonObject known = Sources.builtIn(source).spec().schema().object("properties");
    Map<String, Object> config = new LinkedHashMap<>(Simulators.credentials(source, KEY));
    if (known.has("start_date")) {
      config.put("start_date", "2024-01-01T00:00:00Z");
    }
    if (known.has("lookback_window")) {
      config.put("lookback_window", TWO_DAYS);
    }
    if (known.has("slice_step_duration")) {
      config.put("slice_step_duration", "P1Y");
    }
    return config;
  }

  SyncResult sync(String... streams) {
    return tidemark().streams(streams).sync();
  }

  Dataset dataset(String stream) {
    return tidemark().dataset(stream);
  }

  List<String> differences(String stream, String... key) {
    return Truth.differences(simulator, stream, dataset(stream).rows(), key);
  }

  /** Of all streams, told apart by the keys that the source says they have. */
  List<String> differences() {
    return differences(stream -> true);
  }

  /** The same of some streams. */
  List<String> differences(Predicate<String> wanted) {
    List<String> all = new ArrayList<>();
    for (StreamSpec stream : tidemark().discover()) {
      if (wanted.test(stream.name())) {
        String[] key = stream.primaryKey().toArray(String[]::new);
        differences(stream.name(), key).forEach(d -> all.add(stream.name() + ": " + d));
      }
    }
    return all;
  }
}
