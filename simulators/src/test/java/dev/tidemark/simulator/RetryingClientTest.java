package dev.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

/** The least a client must do: ask again after errors. The seed of a failure is in its message. */
final class RetryingClientTest {
  private static final int ATTEMPTS = 5;

  @RepeatedTest(3)
  void getsEveryRecordOnceThroughTransientFaults() throws Exception {
    FaultPlan plan =
        FaultPlan.transientFaults(new Random().nextLong(), 0.5)
            .withRetryAfter(Duration.ZERO)
            .withSlowness(Duration.ofMillis(1));
    SimulatorOptions options =
        SimulatorOptions.defaults().withSize(500).withoutRateLimit().withFaults(plan);
    try (Simulator sim = Simulators.start("chartmogul", options)) {
      assertThat(read(Client.chartMogul(sim)))
          .as(plan.toString())
          .isEqualTo(sim.truth("customers"));
      assertThat(sim.requests())
          .as(plan.toString())
          .extracting(RecordedRequest::fault)
          .hasAtLeastOneElementOfType(FaultKind.class);
    }
  }

  private static List<Map<String, Object>> read(Client client) throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    Map<String, Object> page = Map.of("has_more", true, "cursor", "");
    while (page.get("has_more").equals(true)) {
      String cursor = page.get("cursor").toString();
      String sent = cursor.isEmpty() ? "" : "&cursor=" + Client.encoded(cursor);
      page = Json.object(persistently(client, "/v1/customers?per_page=20" + sent));
      read.addAll(Json.records(page, "entries"));
    }
    return read;
  }

  private static byte[] persistently(Client client, String target) throws Exception {
    IOException last = null;
    for (int attempt = 0; attempt <= ATTEMPTS; attempt++) {
      try {
        HttpResponse<byte[]> answer = client.get(target);
        if (answer.statusCode() == 200) {
          return answer.body();
        }
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException("no answer to " + target + " in " + ATTEMPTS + " attempts more", last);
  }
}
