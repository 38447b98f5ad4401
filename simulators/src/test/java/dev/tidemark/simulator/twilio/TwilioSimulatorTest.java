package dev.tidemark.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.simulator.Client;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.Json;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TwilioSimulatorTest {
  private static final SimulatorOptions OPTIONS =
      SimulatorOptions.defaults().withSeed(7).withSize(2_000).withoutRateLimit();
  private static final String MAIN = "/api/2010-04-01/Accounts/" + Sids.MAIN_ACCOUNT;
  private static final String LONG_AGO = "2023-01-01";

  private final Simulator sim = Simulators.start("twilio", OPTIONS);
  private final Client client = Client.twilio(sim);

  @AfterEach
  void stop() {
    sim.close();
  }

  @Test
  void playsAllHostsBehindOneServer() {
    assertThat(sim.routes())
        .hasSize(7)
        .containsEntry("api.twilio.com", sim.url() + "/api")
        .containsEntry("pricing.twilio.com", sim.url() + "/pricing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addresses",
        "applications",
        "incoming_phone_numbers",
        "keys",
        "outgoing_caller_ids",
        "queues",
        "transcriptions",
        "usage_triggers"
      })
  void listsOfAllAccountsAreExactlyTheTruth(String stream) throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    Map<String, String> uris = new LinkedHashMap<>();
    uris.put("usage_triggers", "Usage/Triggers");
    for (Map<String, Object> account : sim.truth("accounts")) {
      String path = uris.getOrDefault(stream, camel(stream));
      String uri = MAIN.replace(Sids.MAIN_ACCOUNT, account.get("sid").toString());
      read.addAll(older(uri + "/" + path + ".json", stream));
    }
    assertThat(read).isEqualTo(sim.truth(stream)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "messages, Messages, DateSent, 2",
    "calls, Calls, EndTime, 3",
    "conferences, Conferences, DateCreated, 3",
    "recordings, Recordings, DateCreated, 2"
  })
  void listsByTimeHaveTheTruthBetweenThem(String stream, String path, String filter, int years)
      throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    String since = daysAgo(years == 2 ? 399 : years * 365);
    for (Map<String, Object> account : sim.truth("accounts")) {
      String uri = MAIN.replace(Sids.MAIN_ACCOUNT, account.get("sid").toString());
      read.addAll(older(uri + "/" + path + ".json?" + filter + "%3E=" + since, stream));
    }
    assertThat(new HashSet<>(read)).isEqualTo(new HashSet<>(sim.truth(stream)));
    assertThat(read).hasSameSizeAs(sim.truth(stream)).isNotEmpty();
  }

  @Test
  void olderHostsLinkByPathAndKeepFiltersAndPageSize() throws Exception {
    Map<String, Object> first =
        client.json(MAIN + "/Messages.json?PageSize=20&DateSent%3E=" + daysAgo(300));
    String next = (String) first.get("next_page_uri");
    assertThat(next)
        .startsWith("/2010-04-01/Accounts/" + Sids.MAIN_ACCOUNT + "/Messages.json?DateSent%3E=")
        .contains("&PageSize=20&Page=1&PageToken=PASM");
    assertThat(client.json("/api" + next)).containsEntry("page", 1L).containsEntry("start", 20L);
    assertThat((String) first.get("uri")).contains("PageSize=20&Page=0");
  }

  @Test
  void newerHostsLinkByWholeAddresses() throws Exception {
    Map<String, Object> meta = meta(client.json("/monitor/v1/Alerts?PageSize=1000"));
    assertThat(meta.get("next_page_url").toString())
        .startsWith("https://monitor.twilio.com/v1/Alerts?PageSize=1000&Page=1&PageToken=PANO");
    assertThat(meta).containsEntry("key", "alerts").containsEntry("page_size", 1_000L);
  }

  @Test
  void pagesStayWhereTheyAreWhenMessagesCome() throws Exception {
    Map<String, Object> first = client.json(MAIN + "/Messages.json?PageSize=10");
    String next = "/api" + first.get("next_page_uri");
    List<Map<String, Object>> before = Json.records(client.json(next), "messages");
    sim.grow(200);
    assertThat(sids(Json.records(client.json(next), "messages"))).isEqualTo(sids(before));
  }

  @Test
  void tooLargeAPageIsCutByOlderHostsAndRefusedByThoseWithSmallOnes() throws Exception {
    assertThat(client.json(MAIN + "/Calls.json?PageSize=5000")).containsEntry("page_size", 1_000L);
    assertThat(client.json(MAIN + "/Calls.json")).containsEntry("page_size", 50L);
    HttpResponse<byte[]> refused = client.get("/conversations/v1/Users?PageSize=51");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(Json.object(refused.body())).containsEntry("code", 20_001L);
  }

  @Test
  void aDateAsTheUpperBoundLeavesThatDayOut() throws Exception {
    String next = daysAgo(30);
    String calls = MAIN + "/Calls.json?PageSize=1000&EndTime%3E=" + daysAgo(90) + "&EndTime%3C=";
    assertThat(Json.records(client.json(calls + next), "calls"))
        .isNotEmpty()
        .allMatch(call -> mail(call.get("end_time")).isBefore(Instant.parse(next + "T00:00:00Z")));
    String exact = "&EndTime%3C=" + next + "T00:00:00Z";
    assertThat(client.json(calls.replace("&EndTime%3C=", exact)).get("calls"))
        .isEqualTo(client.json(calls + next).get("calls"));
  }

  @Test
  void usageIncludesTheDayThatIsTheUpperBound() throws Exception {
    String day = daysAgo(5);
    String uri = MAIN + "/Usage/Records/Daily.json?StartDate=" + day + "&EndDate=" + day;
    assertThat(Json.records(client.json(uri), "usage_records"))
        .hasSize(3)
        .allMatch(record -> record.get("start_date").equals(day) && record.containsKey("as_of"));
  }

  @Test
  void usageOfTheMainAccountHasThatOfItsSubaccountsUnlessAskedNotTo() throws Exception {
    String uri = MAIN + "/Usage/Records/Daily.json?PageSize=1000";
    List<Map<String, Object>> all = Json.records(client.json(uri), "usage_records");
    List<Map<String, Object>> own =
        Json.records(client.json(uri + "&IncludeSubaccounts=false"), "usage_records");
    assertThat(own).hasSameSizeAs(all);
    assertThat(price(all)).isGreaterThan(price(own));
    own.forEach(record -> record.remove("as_of"));
    assertThat(sim.truth("usage_records")).containsAll(own);
  }

  @Test
  void aFormatThatAFilterDoesNotTakeIsRefused() throws Exception {
    String time = "2026-01-01T00:00:00Z";
    assertThat(status(MAIN + "/Conferences.json?DateCreated%3E=" + time)).isEqualTo(400);
    assertThat(status(MAIN + "/Calls.json?EndTime%3E=yesterday")).isEqualTo(400);
    assertThat(status(MAIN + "/Calls.json?EndTime%3E=" + time)).isEqualTo(200);
    String blank = daysAgo(9) + "%2000:00:00Z";
    assertThat(status(MAIN + "/Messages.json?DateSent%3E=" + blank)).isEqualTo(200);
  }

  @Test
  void whatIsTooOldIsRefusedOrNotListed() throws Exception {
    assertThat(status(MAIN + "/Messages.json?DateSent%3E=" + LONG_AGO)).isEqualTo(400);
    Map<String, Object> alerts = client.json("/monitor/v1/Alerts?StartDate=" + LONG_AGO);
    assertThat(alerts.get("alerts"))
        .isEqualTo(client.json("/monitor/v1/Alerts?StartDate=" + daysAgo(29)).get("alerts"));
  }

  @Test
  void messagesThatWaitAreListedOnlyWhereNobodyAsksWhenTheyWereSent() throws Exception {
    List<Map<String, Object>> all = older(MAIN + "/Messages.json", "messages");
    assertThat(all).anyMatch(message -> message.get("date_sent") == null);
    assertThat(sim.truth("messages")).noneMatch(message -> message.get("date_sent") == null);
    sim.grow(10);
    assertThat(sim.truth("messages"))
        .filteredOn(message -> message.get("date_sent") != null)
        .anyMatch(message -> sids(all).contains(message.get("sid")));
  }

  @Test
  void accountsThatAreNotActiveAreListedAndAnswerInThreeWays() throws Exception {
    Set<String> answers = new HashSet<>();
    for (Map<String, Object> account : sim.truth("accounts")) {
      String uri = MAIN.replace(Sids.MAIN_ACCOUNT, account.get("sid").toString());
      answers.add(account.get("status") + " " + status(uri + "/Calls.json"));
    }
    assertThat(answers)
        .containsExactlyInAnyOrder("active 200", "suspended 403", "closed 404", "closed 401");
  }

  @Test
  void accountsTellTheirTokensButTheTruthDoesNot() throws Exception {
    List<Map<String, Object>> accounts = older("/api/2010-04-01/Accounts.json", "accounts");
    assertThat(accounts.get(0)).containsEntry("auth_token", "demo");
    assertThat(accounts.get(1).get("auth_token").toString()).hasSize(32);
    assertThat(sim.truth("accounts")).noneMatch(account -> account.containsKey("auth_token"));
  }

  @Test
  void someCountriesLackSomeKindsOfNumbers() throws Exception {
    assertThat(status(MAIN + "/AvailablePhoneNumbers/US/Mobile.json")).isEqualTo(404);
    Map<String, Object> local = client.json(MAIN + "/AvailablePhoneNumbers/US/Local.json");
    assertThat(local).containsOnlyKeys("uri", "available_phone_numbers");
    List<Map<String, Object>> numbers = Json.records(local, "available_phone_numbers");
    numbers.forEach(number -> number.put("account_sid", Sids.MAIN_ACCOUNT));
    assertThat(sim.truth("available_phone_numbers_local")).containsAll(numbers);
  }

  @Test
  void conferencesMayBeGoneWhenTheirParticipantsAreAskedFor() throws Exception {
    Set<Integer> statuses = new HashSet<>();
    for (Map<String, Object> conference : sim.truth("conferences")) {
      String uri = conference.get("uri").toString().replace(".json", "/Participants.json");
      statuses.add(status("/api" + uri));
    }
    assertThat(statuses).containsExactlyInAnyOrder(200, 404);
  }

  @Test
  void stepsHangOnExecutionsThatHangOnFlows() throws Exception {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Map<String, Object> flow : sim.truth("flows")) {
      String executions = "/studio/v1/Flows/" + flow.get("sid") + "/Executions";
      for (Map<String, Object> execution : newer(executions, "executions", 1_000)) {
        steps.addAll(newer(executions + "/" + execution.get("sid") + "/Steps", "steps", 1_000));
      }
    }
    assertThat(new HashSet<>(steps)).isEqualTo(new HashSet<>(sim.truth("step")));
    assertThat(status("/studio/v1/Flows/FWx/Executions/FNx/Steps")).isEqualTo(404);
  }

  @Test
  void smallPagesFollowEachOther() throws Exception {
    assertThat(newer("/conversations/v1/Users", "users", 50))
        .isEqualTo(sim.truth("users"))
        .hasSizeGreaterThan(50);
    assertThat(newer("/verify/v2/Services", "services", 100))
        .isEqualTo(sim.truth("verify_services"))
        .hasSizeGreaterThan(100);
  }

  @Test
  void pricesAreWithTheCountryAndNotInTheList() throws Exception {
    String uri = "/pricing/v1/Messaging/Countries";
    assertThat(newer(uri, "countries", 1_000).get(0))
        .containsOnlyKeys("country", "iso_country", "url");
    assertThat(client.json(uri + "/SE")).isIn(sim.truth("pricing_messaging_countries"));
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 10000", "4, 400, 0", "5, 400, 10000"})
  void moreThanTenThousandAlertsAreRefusedOrCut(long seed, int status, int served)
      throws Exception {
    SimulatorOptions many = OPTIONS.withSeed(seed).withSize(6_000);
    try (Simulator crowded = Simulators.start("twilio", many)) {
      Client visitor = Client.twilio(crowded);
      assertThat(crowded.truth("alerts")).hasSize(15_000);
      int read = 0;
      int refused = 0;
      String next = "/monitor/v1/Alerts?PageSize=1000&StartDate=" + daysAgo(29);
      while (next != null) {
        HttpResponse<byte[]> answer = visitor.get(next);
        refused = answer.statusCode() == 200 ? refused : answer.statusCode();
        Map<String, Object> page = refused == 0 ? Json.object(answer.body()) : Map.of();
        read += refused == 0 ? Json.records(page, "alerts").size() : 0;
        Object link = refused == 0 ? meta(page).get("next_page_url") : null;
        next =
            link == null ? null : link.toString().replace("https://monitor.twilio.com", "/monitor");
      }
      assertThat(refused).isEqualTo(status);
      assertThat(read).isEqualTo(served);
    }
  }

  @Test
  void onlySoManyRequestsMayBeUnderWay() throws Exception {
    SimulatorOptions two = OPTIONS.withMostAtOnce(2).withLatency(Duration.ofMillis(300));
    try (Simulator busy = Simulators.start("twilio", two)) {
      Client visitor = Client.twilio(busy);
      List<CompletableFuture<HttpResponse<byte[]>>> answers =
          IntStream.range(0, 3)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> get(visitor, "/trunking/v1/Trunks")))
              .toList();
      List<Integer> statuses = answers.stream().map(a -> a.join().statusCode()).sorted().toList();
      assertThat(statuses).isEqualTo(List.of(200, 200, 429));
      assertThat(busy.violations()).hasSize(1);
      assertThat(busy.violations().get(0)).contains("3 requests at once; the limit is 2");
      HttpResponse<byte[]> alone = visitor.get("/trunking/v1/Trunks");
      assertThat(alone.headers().firstValue("Twilio-Concurrent-Requests")).contains("1");
      assertThat(alone.headers().firstValue("Twilio-Request-Id").orElse(""))
          .matches("RQ[0-9a-f]{32}");
    }
  }

  @Test
  void toldToWaitOneIsToldFractionsToo() throws Exception {
    FaultPlan plan = FaultPlan.none().on("/api/*", 1, FaultKind.TOO_MANY_REQUESTS_RETRY_AFTER);
    sim.faults(plan.withRetryAfter(Duration.ofMillis(1_500)));
    HttpResponse<byte[]> answer = client.get(MAIN + "/Keys.json");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1.5");
    assertThat(Json.object(answer.body()))
        .containsEntry("code", 20_429L)
        .containsEntry("status", 429L);
  }

  @Test
  void growthBringsNewThingsAndChangesTheLastDay() {
    Map<Object, Map<String, Object>> before = bySid("messages");
    Map<Object, Map<String, Object>> calls = bySid("calls");
    sim.grow(40);
    Map<Object, Map<String, Object>> after = bySid("messages");
    assertThat(after.size()).isGreaterThanOrEqualTo(before.size() + 40);
    assertThat(before.entrySet()).anyMatch(e -> !after.get(e.getKey()).equals(e.getValue()));
    assertThat(bySid("calls").size()).isGreaterThan(calls.size());
  }

  private Map<Object, Map<String, Object>> bySid(String stream) {
    return sim.truth(stream).stream()
        .collect(Collectors.toMap(record -> record.get("sid"), record -> record));
  }

  private List<Map<String, Object>> older(String path, String key) throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    String next = path + (path.contains("?") ? "&" : "?") + "PageSize=1000";
    while (next != null) {
      HttpResponse<byte[]> answer = client.get(next);
      Map<String, Object> page = Json.object(answer.body());
      boolean isPage = answer.statusCode() == 200;
      read.addAll(isPage ? Json.records(page, key) : List.of());
      next = page.get("next_page_uri") == null ? null : "/api" + page.get("next_page_uri");
    }
    return read;
  }

  private List<Map<String, Object>> newer(String path, String key, int size) throws Exception {
    List<Map<String, Object>> read = new ArrayList<>();
    String next = path + "?PageSize=" + size;
    while (next != null) {
      Map<String, Object> page = client.json(next);
      read.addAll(Json.records(page, key));
      Object link = meta(page).get("next_page_url");
      String host = path.substring(0, path.indexOf('/', 1));
      next = link == null ? null : host + link.toString().replaceFirst("https://[^/]+", "");
    }
    return read;
  }

  private int status(String path) throws Exception {
    return client.get(path).statusCode();
  }

  private static HttpResponse<byte[]> get(Client client, String path) {
    try {
      return client.get(path);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> meta(Map<String, Object> page) {
    return (Map<String, Object>) page.get("meta");
  }

  private static List<Object> sids(List<Map<String, Object>> records) {
    return records.stream().map(record -> record.get("sid")).toList();
  }

  private static Instant mail(Object date) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.toString()));
  }

  private static double price(List<Map<String, Object>> usage) {
    return usage.stream().mapToDouble(r -> Double.parseDouble(r.get("price").toString())).sum();
  }

  private static String daysAgo(int days) {
    return Instant.now().minus(days, ChronoUnit.DAYS).toString().substring(0, 10);
  }

  private static String camel(String stream) {
    StringBuilder camel = new StringBuilder();
    for (String word : stream.split("_")) {
      camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return camel.toString();
  }
}
