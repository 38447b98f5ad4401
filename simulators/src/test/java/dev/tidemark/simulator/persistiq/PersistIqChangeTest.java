package dev.tidemark.simulator.persistiq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Client;
import dev.tidemark.simulator.Json;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PersistIqChangeTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final Map<String, String> SINCE_YESTERDAY =
      Map.of("updated_after", "2026-04-30T00:00:00Z");

  private Simulator sim;

  @BeforeEach
  void start() {
    SimulatorOptions options =
        SimulatorOptions.defaults().withoutRateLimit().withClock(Clock.fixed(NOW, ZoneOffset.UTC));
    sim = Simulators.start("persistiq", options);
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  @Test
  void nothingIsUpdatedBeforeTheFirstGrowth() {
    assertThat(sim.truth("leads", SINCE_YESTERDAY)).isEmpty();
  }

  @Test
  void growthUpdatesExactlyTheLeadsThatDifferAndTheNewOnes() {
    List<Map<String, Object>> before = List.copyOf(sim.truth("leads"));
    sim.grow(200);
    List<Map<String, Object>> different = new ArrayList<>(sim.truth("leads"));
    different.removeAll(before);
    assertThat(sim.truth("leads")).hasSize(1_200);
    assertThat(different).hasSizeBetween(270, 300);
    assertThat(sim.truth("leads", SINCE_YESTERDAY)).isEqualTo(different);
  }

  @Test
  void updatedAfterLeavesItsInstantOut() {
    sim.grow(10);
    assertThat(sim.truth("leads", Map.of("updated_after", NOW.toString()))).isEmpty();
    assertThat(sim.truth("leads", Map.of("updated_after", NOW.minusMillis(1).toString())))
        .hasSizeGreaterThanOrEqualTo(11);
  }

  @Test
  void filteredPagesAreExactlyTheTruth() throws Exception {
    sim.grow(200);
    Client client = Client.persistIq(sim);
    List<Map<String, Object>> read = new ArrayList<>();
    Map<String, Object> page = client.json("/v1/leads?updated_after=2026-04-30T00:00:00Z");
    read.addAll(Json.records(page, "leads"));
    while (page.get("has_more").equals(true)) {
      page = client.json((String) page.get("next_page"));
      read.addAll(Json.records(page, "leads"));
    }
    assertThat(read).isEqualTo(sim.truth("leads", SINCE_YESTERDAY));
  }

  @Test
  void secondGrowthChangesLeadsAgain() {
    sim.grow(1_000);
    List<Map<String, Object>> once = List.copyOf(sim.truth("leads"));
    sim.grow(1_000);
    List<Map<String, Object>> different = new ArrayList<>(sim.truth("leads").subList(0, 2_000));
    different.removeAll(once);
    assertThat(different).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "campaigns", "campaign_leads", "campaign_replies"})
  void growthAddsToTheOtherStreamsToo(String stream) {
    int before = sim.truth(stream).size();
    sim.grow(500);
    assertThat(sim.truth(stream)).hasSizeGreaterThan(before);
  }

  @Test
  void grownEventsFollowTheOldOnes() {
    List<Map<String, Object>> before = List.copyOf(sim.truth("events"));
    sim.grow(50);
    assertThat(sim.truth("events")).hasSize(2_050);
    assertThat(sim.truth("events").subList(0, 2_000)).isEqualTo(before);
    assertThat(sim.truth("events", Map.of("start_at", "2026-01-01T00:00:00Z"))).hasSize(47);
  }

  @Test
  void repliesCanBeReadFromAnInstantOn() {
    String start = "2026-01-01T00:00:00Z";
    assertThat(sim.truth("campaign_replies", Map.of("start_at", start))).isEmpty();
    int before = sim.truth("campaign_replies").size();
    sim.grow(50);
    int added = sim.truth("campaign_replies").size() - before;
    assertThat(sim.truth("campaign_replies", Map.of("start_at", start))).hasSize(added);
  }

  @Test
  void leadsCanBeFilteredByStatusAndByItsId() {
    Object id = sim.truth("lead_statuses").get(2).get("id");
    Object name = sim.truth("lead_statuses").get(2).get("name");
    assertThat(sim.truth("leads", Map.of("status_id", id.toString())))
        .isNotEmpty()
        .isEqualTo(sim.truth("leads", Map.of("status", name.toString())))
        .allMatch(lead -> name.equals(lead.get("status")));
  }

  @Test
  void eventsCanBeFiltered() {
    assertThat(sim.truth("events", Map.of("group", "settings")))
        .isNotEmpty()
        .allMatch(event -> event.containsValue("mailbox_added"));
  }
}
