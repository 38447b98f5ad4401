package dev.tidemark.simulator.chartmogul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Client;
import dev.tidemark.simulator.Json;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.record.DateForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActivitiesTest {
  private Simulator sim;
  private Client client;

  @BeforeEach
  void start() {
    sim = Simulators.start("chartmogul", SimulatorOptions.defaults().withoutRateLimit());
    client = Client.chartMogul(sim);
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "per_page=200",
        "per_page=7&start-date=2025-11-01T00:00:00Z",
        "per_page=50&start-date=2024-03-01&end-date=2024-06-30",
        "per_page=50&type=churn",
        "per_page=50&type=expansion&order=-date",
        "per_page=200&order=-date"
      })
  void anchoredPagesAreExactlyTheTruth(String query) throws Exception {
    assertThat(read(query)).isNotEmpty().isEqualTo(sim.truth("activities", parameters(query)));
  }

  @Test
  void newestFirstIsTheOppositeOrder() {
    List<Map<String, Object>> newestFirst = sim.truth("activities", Map.of("order", "-date"));
    List<Map<String, Object>> reversed = new ArrayList<>(sim.truth("activities"));
    Collections.reverse(reversed);
    assertThat(newestFirst).isEqualTo(reversed);
  }

  @Test
  void bothDatesAreIncluded() {
    Instant instant = instant(sim.truth("activities").get(500));
    Map<String, String> parameters =
        Map.of("start-date", instant.toString(), "end-date", instant.toString());
    assertThat(sim.truth("activities", parameters))
        .hasSizeGreaterThan(1)
        .allMatch(activity -> instant(activity).equals(instant));
  }

  @Test
  void activitiesComeInTheOrderOfTheirDates() {
    assertThat(sim.truth("activities")).extracting(ActivitiesTest::instant).isSorted();
  }

  @Test
  void equalDatesMeetAtPageBoundaries() {
    List<Map<String, Object>> all = sim.truth("activities");
    long shared = 0;
    for (int boundary = 200; boundary < all.size(); boundary += 200) {
      boolean isShared = instant(all.get(boundary)).equals(instant(all.get(boundary - 1)));
      shared += isShared ? 1 : 0;
    }
    assertThat(shared).isPositive();
  }

  @Test
  void uuidsAreUnique() {
    Set<Object> uuids =
        sim.truth("activities").stream()
            .map(activity -> activity.get("uuid"))
            .collect(Collectors.toSet());
    assertThat(uuids).hasSize(2_000);
  }

  @Test
  void customerUuidsLeadToCustomersMadeBefore() {
    Set<Object> customers = new HashSet<>();
    sim.truth("customers").forEach(customer -> customers.add(customer.get("uuid")));
    assertThat(sim.truth("activities"))
        .extracting(activity -> activity.get("customer-uuid").toString())
        .allMatch(uuid -> customers.contains(uuid.startsWith("cus_") ? uuid : "cus_" + uuid))
        .anyMatch(uuid -> !uuid.startsWith("cus_"));
  }

  @Test
  void pagingByCursorLosesOneAtEachBoundary() throws Exception {
    Map<String, Object> page = client.json("/v1/activities?per_page=1");
    assertThat(page).containsEntry("per_page", 1L);
    Map<String, Object> next =
        client.json("/v1/activities?per_page=1&cursor=" + page.get("cursor"));
    assertThat(next).doesNotContainKey("per_page");
    assertThat(entries(next)).containsExactly(sim.truth("activities").get(2));
  }

  private List<Map<String, Object>> read(String query) throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    Map<String, Object> page = client.json("/v1/activities?" + query);
    read.addAll(entries(page));
    while (page.get("has_more").equals(true)) {
      Object anchor = read.get(read.size() - 1).get("uuid");
      page = client.json("/v1/activities?" + query + "&start-after=" + anchor);
      read.addAll(entries(page));
    }
    return read;
  }

  private static Map<String, String> parameters(String query) {
    return List.of(query.split("&")).stream()
        .map(pair -> pair.split("="))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static List<Map<String, Object>> entries(Map<String, Object> page) {
    return Json.records(page, "entries");
  }

  private static Instant instant(Map<String, Object> activity) {
    return DateForm.read((String) activity.get("date"));
  }
}
