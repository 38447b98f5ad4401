package dev.tidemark.simulator.chartmogul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Client;
import dev.tidemark.simulator.Json;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustomerCountsTest {
  private Simulator sim;
  private Client client;

  @BeforeEach
  void start() {
    sim = Simulators.start("chartmogul", SimulatorOptions.defaults());
    client = Client.chartMogul(sim);
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  @ParameterizedTest
  @CsvSource({
    "day, customer_count_daily",
    "week, customer_count_weekly",
    "month, customer_count_monthly",
    "quarter, customer_count_quarterly"
  })
  void oneAnswerIsTheWholeTruth(String interval, String stream) throws Exception {
    Map<String, String> range = Map.of("start-date", "2023-11-15", "end-date", "2026-02-10");
    Map<String, Object> answer =
        client.json(
            "/v1/metrics/customer-count?start-date=2023-11-15&end-date=2026-02-10&interval="
                + interval);
    assertThat(answer).containsOnlyKeys("entries", "summary");
    assertThat(Json.records(answer, "entries")).isEqualTo(sim.truth(stream, range));
  }

  @ParameterizedTest
  @CsvSource({
    "customer_count_daily, 2024-02-28 2024-02-29 2024-03-01",
    "customer_count_weekly, 2024-03-03",
    "customer_count_monthly, 2024-02-29 2024-03-31",
    "customer_count_quarterly, 2024-03-31"
  })
  void rowsAreNamedByTheLastDayOfTheirInterval(String stream, String days) {
    Map<String, String> range = Map.of("start-date", "2024-02-28", "end-date", "2024-03-01");
    assertThat(sim.truth(stream, range))
        .extracting(row -> row.get("date"))
        .isEqualTo(List.of((Object[]) days.split(" ")));
  }

  @Test
  void intervalsBeforeTheFirstCustomerCountNone() {
    Map<String, String> range = Map.of("start-date", "2023-12-30", "end-date", "2024-01-02");
    List<Map<String, Object>> rows = sim.truth("customer_count_daily", range);
    assertThat(rows.get(0)).containsEntry("customers", 0L).containsEntry("percentage-change", 0.0);
    assertThat(rows.get(2).get("percentage-change")).isNull();
    assertThat((Long) rows.get(3).get("customers")).isPositive();
  }

  @Test
  void countsRiseAndFall() {
    assertThat(sim.truth("customer_count_daily"))
        .extracting(row -> (Double) row.get("percentage-change"))
        .anyMatch(change -> change != null && change < 0)
        .anyMatch(change -> change != null && change > 0);
  }

  @Test
  void monthCountsAsItsLastDayDoes() {
    Map<String, String> day = Map.of("start-date", "2025-06-30", "end-date", "2025-06-30");
    assertThat(sim.truth("customer_count_monthly", day).get(0).get("customers"))
        .isEqualTo(sim.truth("customer_count_daily", day).get(0).get("customers"));
  }

  @Test
  void monthIsCountedWhenNoIntervalIsSent() throws Exception {
    assertThat(Json.records(client.json("/v1/metrics/customer-count"), "entries"))
        .isEqualTo(sim.truth("customer_count_monthly"));
  }

  @Test
  void growthShowsFromItsDayOn() {
    Map<String, String> before = Map.of("end-date", "2025-12-31");
    Map<String, String> day = Map.of("start-date", "2026-01-01", "end-date", "2026-01-01");
    List<Map<String, Object>> old = sim.truth("customer_count_daily", before);
    Object count = sim.truth("customer_count_daily", day).get(0).get("customers");
    sim.grow(500);
    assertThat(sim.truth("customer_count_daily", before)).isEqualTo(old);
    assertThat((Long) sim.truth("customer_count_daily", day).get(0).get("customers"))
        .isGreaterThan((Long) count);
  }
}
