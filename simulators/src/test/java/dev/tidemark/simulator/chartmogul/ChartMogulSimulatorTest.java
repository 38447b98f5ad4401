package dev.tidemark.simulator.chartmogul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tidemark.simulator.Client;
import dev.tidemark.simulator.Json;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.record.DateForm;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

final class ChartMogulSimulatorTest {
  private Simulator sim;
  private Client client;

  @BeforeEach
  void start() {
    SimulatorOptions options =
        SimulatorOptions.defaults().withSeed(7).withSize(1_000).withoutRateLimit();
    sim = Simulators.start("chartmogul", options);
    client = Client.chartMogul(sim);
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 128, 200})
  void cursorPagesAreExactlyTheTruth(int perPage) throws Exception {
    int wanted = perPage == 1 ? 40 : 1_000;
    assertThat(readCustomers("per_page=" + perPage, wanted))
        .isEqualTo(sim.truth("customers").subList(0, wanted));
  }

  @Test
  void retiredPageNumbersGiveTheSame() throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    for (int page = 1; page <= 6; page++) {
      read.addAll(entries(client.json("/v1/customers?per_page=200&page=" + page)));
    }
    assertThat(read).isEqualTo(sim.truth("customers"));
  }

  @Test
  void firstPageAloneCarriesTheRetiredMembers() throws Exception {
    Map<String, Object> first = client.json("/v1/customers?per_page=200");
    assertThat(first)
        .contains(
            entry("page", 1L),
            entry("per_page", 200L),
            entry("current_page", 1L),
            entry("total_pages", 5L));
    String cursor = (String) first.get("cursor");
    Map<String, Object> second = client.json("/v1/customers?cursor=" + Client.encoded(cursor));
    assertThat(second).containsOnlyKeys("entries", "cursor", "has_more");
  }

  @Test
  void everyCursorIsBase64WithAnEqualsSign() throws Exception {
    for (int page = 1; page <= 20; page++) {
      Object cursor = client.json("/v1/customers?per_page=50&page=" + page).get("cursor");
      assertThat((String) cursor).endsWith("=").doesNotContain("&");
    }
  }

  @Test
  void lastPageCarriesACursorButNoMore() throws Exception {
    Map<String, Object> last = client.json("/v1/customers?per_page=200&page=5");
    assertThat(last).containsEntry("has_more", false);
    assertThat((String) last.get("cursor")).isNotBlank();
    String next = "/v1/customers?cursor=" + Client.encoded(last.get("cursor"));
    assertThat(entries(client.json(next))).isEmpty();
  }

  @Test
  void cursorStandsItsGroundWhileCustomersAreAdded() throws Exception {
    Map<String, Object> first = client.json("/v1/customers?per_page=200");
    sim.grow(300);
    List<Map<String, Object>> read = new ArrayList<>(entries(first));
    read.addAll(readCustomers("per_page=200&cursor=" + Client.encoded(first.get("cursor")), 5_000));
    assertThat(read).isEqualTo(sim.truth("customers"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/customers?per_page=201, per_page",
    "/v1/customers?per_page=0, per_page",
    "/v1/customers?per_page=many, per_page",
    "/v1/customers?page=-1, page",
    "/v1/customers?cursor=bm9uc2Vuc2U=, cursor",
    "/v1/activities?per_page=1000, per_page",
    "/v1/activities?start-date=yesterday, start-date",
    "/v1/activities?end-date=2024-13-01, end-date",
    "/v1/activities?type=birthday, type",
    "/v1/activities?order=name, order",
    "/v1/activities?start-after=nobody, start-after",
    "/v1/metrics/customer-count?interval=fortnight, interval",
    "/v1/metrics/customer-count?start-date=1.1.2024, start-date"
  })
  void badParameterIsNamed(String target, String parameter) throws Exception {
    HttpResponse<byte[]> answer = client.get(target);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.object(answer.body()))
        .containsOnlyKeys("code", "message", "param")
        .containsEntry("param", parameter);
  }

  @Test
  void unknownPathIsNotFound() throws Exception {
    HttpResponse<byte[]> answer = client.get("/v1/invoices");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Json.object(answer.body())).containsEntry("code", 404L).containsKey("message");
  }

  @Test
  void keyIsTheUserWhateverThePassword() throws Exception {
    assertThat(client.withKey(Client.basic("demo:")).json("/v1/ping"))
        .containsExactly(entry("data", "pong!"));
    assertThat(client.withKey(Client.basic("demo:demo")).get("/v1/ping").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic ZGVtb24=", "Basic !!!", "Bearer demo", "Basic OmRlbW8="})
  void wrongKeyIsRefusedAsRecorded(String header) throws Exception {
    HttpResponse<byte[]> answer = client.withKey(header).get("/v1/customers");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"code\":401,\"message\":\"No valid API key provided\",\"param\":null}");
  }

  @Test
  void customersHaveUniqueRisingIdsAndUniqueUuids() {
    List<Map<String, Object>> customers = sim.truth("customers");
    assertThat(customers).extracting(customer -> (Long) customer.get("id")).isSorted();
    assertThat(distinct(customers, "id")).hasSize(1_000);
    assertThat(distinct(customers, "uuid")).hasSize(1_000);
    assertThat(distinct(customers, "external_id")).as("repeated").hasSizeLessThan(1_000);
  }

  @Test
  void customersAreAsOddAsTheRealOnes() {
    List<Map<String, Object>> customers = sim.truth("customers");
    assertThat(distinct(customers, "customer-since"))
        .extracting(since -> since == null ? null : since.toString().replaceAll("[0-9]", "9"))
        .contains(
            null,
            "9999-99-99T99:99:99+99:99",
            "9999-99-99T99:99:99-99:99",
            "9999-99-99T99:99:99.999Z",
            "9999-99-99T99:99:99Z",
            "9999-99-99T99:99:99",
            "9999-99-99");
    assertThat(distinct(customers, "mrr")).hasAtLeastOneElementOfType(Double.class);
    assertThat(distinct(customers, "mrr")).hasAtLeastOneElementOfType(Long.class);
    assertThat(customers).anyMatch(customer -> !customer.containsKey("owner"));
    assertThat(customers).anyMatch(customer -> customer.containsKey("beta-score"));
    assertThat(customers).anyMatch(customer -> customer.containsKey("notes"));
    assertThat(distinct(customers, "company")).contains("", "株式会社さくら");
    assertThat(distinct(customers, "data_source_uuids"))
        .anyMatch(list -> new HashSet<>((List<?>) list).size() < ((List<?>) list).size());
  }

  @Test
  void customersCanBeFiltered() throws Exception {
    List<Map<String, Object>> cancelled = readCustomers("per_page=20&status=cancelled", 1_000);
    assertThat(cancelled)
        .isNotEmpty()
        .isEqualTo(sim.truth("customers", Map.of("status", "Cancelled")))
        .allMatch(customer -> customer.get("status").equals("Cancelled"));
  }

  @Test
  void growthAddsCustomersAndActivitiesAndChangesNoOther() throws Exception {
    List<Map<String, Object>> customers = List.copyOf(sim.truth("customers"));
    List<Map<String, Object>> activities = List.copyOf(sim.truth("activities"));
    sim.grow(500);
    assertThat(sim.truth("customers")).hasSize(1_500).startsWith(first(customers));
    assertThat(sim.truth("activities")).hasSize(2_500).startsWith(first(activities));
    assertThat(readCustomers("per_page=200", 5_000)).isEqualTo(sim.truth("customers"));
  }

  @Test
  void fewGrownActivitiesHaveTheDateOfTheLastOldOne() {
    sim.grow(10);
    List<Map<String, Object>> activities = sim.truth("activities");
    Instant last = instant(activities.get(1_999));
    assertThat(instant(activities.get(2_000))).isEqualTo(last);
    assertThat(instant(activities.get(2_009))).isAfter(last);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object>[] first(List<Map<String, Object>> records) {
    return records.toArray(Map[]::new);
  }

  private List<Map<String, Object>> readCustomers(String query, int most) throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    Map<String, Object> page = client.json("/v1/customers?" + query);
    read.addAll(entries(page));
    while (page.get("has_more").equals(true) && read.size() < most) {
      String cursor = Client.encoded(page.get("cursor"));
      String others = query.replaceAll("&cursor=[^&]*", "");
      page = client.json("/v1/customers?" + others + "&cursor=" + cursor);
      read.addAll(entries(page));
    }
    return read;
  }

  private static List<Map<String, Object>> entries(Map<String, Object> page) {
    return Json.records(page, "entries");
  }

  private static Set<Object> distinct(List<Map<String, Object>> records, String member) {
    return records.stream()
        .map(one -> one.get(member))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Instant instant(Map<String, Object> activity) {
    return DateForm.read((String) activity.get("date"));
  }
}
