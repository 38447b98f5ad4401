package dev.tidemark.simulator.persistiq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Client;
import dev.tidemark.simulator.Json;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PersistIqSimulatorTest {
  private Simulator sim;
  private Client client;

  @BeforeEach
  void start() {
    SimulatorOptions options =
        SimulatorOptions.defaults().withSeed(7).withSize(8_500).withoutRateLimit();
    sim = Simulators.start("persistiq", options);
    client = Client.persistIq(sim);
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "leads", "campaigns", "tags", "dnc_domains", "events"})
  void pagesAreExactlyTheTruth(String stream) throws Exception {
    List<Map<String, Object>> truth = sim.truth(stream);
    assertThat(readPages("/v1/" + stream, stream)).isEqualTo(truth);
    assertThat(truth).as("more than a page").hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"leads, campaign_leads, campaign_leads", "replies, replies, campaign_replies"})
  void childrenOfAllCampaignsAreExactlyTheTruth(String path, String member, String stream)
      throws Exception {
    sim.grow(300);
    List<Map<String, Object>> read = new ArrayList<>();
    for (Map<String, Object> campaign : sim.truth("campaigns")) {
      read.addAll(readPages("/v1/campaigns/" + campaign.get("id") + "/" + path, member));
    }
    assertThat(read).isEqualTo(sim.truth(stream));
  }

  @Test
  void someCampaignsHaveNoChildrenAndSomeMoreThanAPage() {
    Map<Object, Long> children =
        sim.truth("campaign_leads").stream()
            .collect(Collectors.groupingBy(lead -> lead.get("campaign_id"), Collectors.counting()));
    assertThat(children.size()).isLessThan(sim.truth("campaigns").size());
    assertThat(children.values()).anyMatch(count -> count > 100).contains(100L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead_fields", "lead_statuses"})
  void unpagedAnswerHasNoPagingMembers(String stream) throws Exception {
    Map<String, Object> answer = client.json("/v1/" + stream);
    assertThat(answer).containsOnlyKeys("status", "errors", stream);
    assertThat(Json.records(answer, stream)).isEqualTo(sim.truth(stream));
  }

  @Test
  void nextPageIsALinkToTheSimulatorThatKeepsFilters() throws Exception {
    Map<String, Object> first = client.json("/v1/leads?created_after=2024-06-01T00:00:00%2B02:00");
    assertThat(first).containsEntry("status", "success").containsEntry("has_more", true);
    String next = (String) first.get("next_page");
    assertThat(next)
        .isEqualTo(sim.url() + "/v1/leads?page=2&created_after=2024-06-01T00%3A00%3A00%2B02%3A00");
    assertThat(Json.records(client.json(next), "leads"))
        .isEqualTo(
            sim.truth("leads", Map.of("created_after", "2024-06-01T00:00:00+02:00"))
                .subList(100, 200));
  }

  @Test
  void lastPageHasNoLink() throws Exception {
    Map<String, Object> last = client.json("/v1/leads?page=85");
    assertThat(last).containsEntry("has_more", false).containsEntry("next_page", null);
    assertThat(Json.records(last, "leads")).hasSize(100);
    assertThat(Json.records(client.json("/v1/leads?page=86"), "leads")).isEmpty();
  }

  @Test
  void eventsHaveFiveHundredToAPage() throws Exception {
    assertThat(Json.records(client.json("/v1/events"), "events")).hasSize(500);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/leads?page=0",
    "/v1/leads?page=two",
    "/v1/leads?updated_after=yesterday",
    "/v1/leads?updated_after=2024-01-01T00:00:00 02:00",
    "/v1/events?group=birthday",
    "/v1/events?start_at=1.1.2024"
  })
  void badParameterIsRefused(String target) throws Exception {
    HttpResponse<byte[]> answer = client.get(target.replace(" ", "+"));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.object(answer.body())).containsEntry("status", "error");
    assertThat(reason(answer)).isEqualTo("bad_params");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/invoices", "/v1/campaigns/c_nobody/leads", "/v1/campaigns/c_1/replies"})
  void unknownPathOrParentIsNotFound(String path) throws Exception {
    HttpResponse<byte[]> answer = client.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(reason(answer)).isEqualTo("not_found");
  }

  @Test
  void refusalRepeatsTheKey() throws Exception {
    HttpResponse<byte[]> answer = client.withKey("s3cret").get("/v1/users");
    assertThat(answer.statusCode()).isEqualTo(401);
    Map<?, ?> error = (Map<?, ?>) Json.object(answer.body()).get("error");
    assertThat(error.get("reason")).isEqualTo("unauthorized");
    assertThat((String) error.get("message"))
        .startsWith("Failed to find api key")
        .endsWith("s3cret");
  }

  @Test
  void everyAnswerHasAnIdOfItsOwn() throws Exception {
    HttpResponse<byte[]> one = client.get("/v1/tags");
    HttpResponse<byte[]> two = client.get("/v1/nothing");
    assertThat(one.headers().firstValue("x-request-id").orElseThrow())
        .matches("[0-9a-f-]{36}")
        .isNotEqualTo(two.headers().firstValue("x-request-id").orElseThrow());
    assertThat(two.headers().firstValue("x-runtime")).isPresent();
  }

  @Test
  void idsAreUniqueInEveryStream() {
    sim.grow(300);
    for (String stream : sim.streams()) {
      List<Map<String, Object>> records = sim.truth(stream);
      Set<Object> ids = new HashSet<>();
      records.forEach(record -> ids.add(record.get("id")));
      assertThat(ids).as(stream).hasSize(records.size());
    }
  }

  @Test
  void leadsAreAsOddAsTheRealOnes() {
    List<Map<String, Object>> leads = sim.truth("leads");
    assertThat(leads)
        .extracting(lead -> lead.get("bounced"))
        .contains(true, false, "true", "false", null);
    assertThat(leads).anyMatch(lead -> !lead.containsKey("last_sent_at"));
    assertThat(leads)
        .extracting(lead -> ((Map<?, ?>) lead.get("data")).get("employees"))
        .hasAtLeastOneElementOfType(Long.class)
        .hasAtLeastOneElementOfType(String.class);
  }

  @Test
  void eventsHaveBothSpellings() {
    assertThat(sim.truth("events"))
        .allMatch(event -> event.containsKey("event_type") != event.containsKey("kind"))
        .allMatch(event -> event.containsKey("created_at") != event.containsKey("event_at"))
        .anyMatch(event -> event.containsKey("kind"))
        .anyMatch(event -> event.containsKey("event_type"));
  }

  private List<Map<String, Object>> readPages(String path, String member) throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    Object hasMore = true;
    for (int page = 1; hasMore.equals(true); page++) {
      Map<String, Object> answer = client.json(path + "?page=" + page);
      read.addAll(Json.records(answer, member));
      hasMore = answer.get("has_more");
    }
    return read;
  }

  private static Object reason(HttpResponse<byte[]> answer) throws Exception {
    return ((Map<?, ?>) Json.object(answer.body()).get("error")).get("reason");
  }
}
