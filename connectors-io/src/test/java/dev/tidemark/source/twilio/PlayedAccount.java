package dev.tidemark.source.twilio;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Readings;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.source.Source;
import dev.tidemark.source.Sources;
import dev.tidemark.source.Truths;
import java.util.List;
import java.util.Map;

/** A simulated account of 600 messages, and the source that reads it. */
final class PlayedAccount implements AutoCloseable {
  static final String START = "2024-01-01T00:00:00Z";
  static final String MAIN = "ACdec0de00000000000000000000000000";
  static final String LISTS = "/api/2010-04-01/Accounts/" + MAIN;

  final Simulator sim =
      Simulators.start(
          "twilio", SimulatorOptions.defaults().withSeed(7).withSize(600).withoutRateLimit());

  static JsonObject config() {
    JsonObject config = JsonObject.copyOf(Simulators.credentials("twilio", "demo"));
    return config.put("start_date", START).put("slice_step_duration", "P1Y");
  }

  Source open() {
    return open(config(), sim.routes());
  }

  static Source open(JsonObject config, Map<String, String> routes) {
    return Sources.builtIn("twilio")
        .open(config, Readings.QUICK.withRoutes(routes), Readings.UNLIMITED);
  }

  /** In one order; accounts and windows come in another one than the truth. */
  static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  List<String> truth(String stream) {
    return sorted(Truths.texts(sim.truth(stream)));
  }

  List<RecordedRequest> requestsTo(String path) {
    return sim.requests().stream().filter(r -> r.path().equals(path)).toList();
  }

  @Override
  public void close() {
    sim.close();
  }
}
