package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A continuous sync as a process: what it tells, and how it is stopped. */
class ContinuousCommandTest {
  private static final Pattern ADDRESS = Pattern.compile("metrics at (http\\S+)\"");
  private static final Pattern LAG = Pattern.compile("lag_seconds\\{[^}]*\\} [0-9.]+");

  @TempDir Path folder;

  @Test
  void itTellsItsLagAndEndsWellWhenToldTo() throws Exception {
    try (Simulator simulator =
        Simulators.start(
            "chartmogul", SimulatorOptions.defaults().withSize(300).withoutRateLimit())) {
      Files.writeString(
          folder.resolve("job.yaml"),
          String.join(
              "\n",
              "source: chartmogul",
              "config: {api_key: demo, start_date: 2024-01-01T00:00:00Z}",
              "streams: [customers]",
              "destination: duckdb:out.duckdb",
              "every: 500ms",
              "network: {routes: {api.chartmogul.com: '" + simulator.url() + "'}}"));
      Process process =
          Program.start(
              folder, Map.of(), "sync", "job.yaml", "--log", "json", "--metrics-port", "0");
      String page = awaitMetrics(process);
      process.destroy();
      Program.Ended ended = Program.end(process, folder);
      assertThat(page)
          .contains("tidemark_records_total{connection=\"chartmogul\",stream=\"customers\"} ")
          .contains("tidemark_failing{connection=\"chartmogul\",stream=\"customers\"} 0.0");
      assertThat(ended.exit()).as(ended.err()).isZero();
      assertThat(ended.out()).contains("Stopped: ");
      List<JsonObject> lines = ended.err().lines().map(Json::parseObject).toList();
      assertThat(lines).allMatch(line -> line.has("time") && line.has("level"));
      assertThat(lines)
          .anyMatch(line -> "stopping: committing what is staged".equals(line.get("message")));
      Account account = new Account("chartmogul", simulator, folder.resolve("out.duckdb"));
      assertThat(account.differences("customers", "id")).isEmpty();
    }
  }

  /** The page as soon as the lag is known. */
  private String awaitMetrics(Process process) throws Exception {
    String page = "";
    while (process.isAlive() && !LAG.matcher(page).find()) {
      Matcher address = ADDRESS.matcher(Files.readString(folder.resolve("err")));
      if (address.find()) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.group(1))).build();
        page = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      }
      LockSupport.parkNanos(100_000_000);
    }
    return page;
  }
}
