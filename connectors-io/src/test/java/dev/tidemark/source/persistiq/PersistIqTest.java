package dev.tidemark.source.persistiq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Readings;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.source.OneAnswer;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Truths;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PersistIqTest {
  private final Simulator sim =
      Simulators.start("persistiq", SimulatorOptions.defaults().withSize(1_000).withoutRateLimit());

  @AfterEach
  void stop() {
    sim.close();
  }

  private Source open() {
    return open("demo", sim.url());
  }

  private static Source open(String key, String url) {
    return open(JsonObject.of("api_key", key), url);
  }

  private static Source open(JsonObject config, String url) {
    return Sources.builtIn("persistiq")
        .open(
            config,
            Readings.QUICK.withRoutes(Map.of("api.persistiq.com", url)),
            Readings.UNLIMITED);
  }

  private List<String> truth(String stream) {
    return Truths.texts(sim.truth(stream));
  }

  private static String parameter(RecordedRequest request, String name) {
    return request.query().getOrDefault(name, List.of("")).get(0);
  }

  @Test
  void declaresItsStreamsWithKeysAndCursors() {
    List<String> id = List.of("id");
    assertThat(open().streams())
        .extracting(StreamSpec::name, StreamSpec::primaryKey, StreamSpec::cursorField)
        .containsExactly(
            tuple("users", id, null),
            tuple("leads", id, "updated_before_sync"),
            tuple("campaigns", id, null),
            tuple("lead_fields", id, null),
            tuple("lead_statuses", id, null),
            tuple("tags", id, null),
            tuple("dnc_domains", id, null),
            tuple("events", id, "created_at"),
            tuple("campaign_leads", id, null),
            tuple("campaign_replies", id, "sent_at"));
  }

  @Test
  void asksForAKeyAndPerhapsAStartDate() {
    SourceProvider provider = Sources.builtIn("persistiq");
    assertThat(provider.spec().secrets()).containsExactly("api_key");
    assertThat(provider.spec().check(JsonObject.of("api_key", "k"))).isEmpty();
    assertThat(provider.spec().check(JsonObject.of("start_date", "soon"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users",
        "campaigns",
        "lead_fields",
        "lead_statuses",
        "tags",
        "dnc_domains",
        "campaign_leads",
        "campaign_replies"
      })
  void readsExactlyWhatThereIs(String stream) {
    Truths.assertEqual(Truths.of(Readings.records(open(), stream)), truth(stream));
  }

  @Test
  void readsLeadsAndSaysWhenThatWas() {
    List<JsonObject> leads = Readings.records(open(), "leads");
    Truths.assertEqual(Truths.without("updated_before_sync", leads), truth("leads"));
    assertThat(leads.get(0).text("updated_before_sync", "")).matches("20..-..-..T..:..:..Z");
    assertThat(sim.requests())
        .hasSize(10)
        .allMatch(request -> !request.query().containsKey("next_page"));
    assertThat(sim.requests())
        .extracting(request -> parameter(request, "page"))
        .containsExactly("", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }

  @Test
  void readsEventsInBothSpellings() {
    List<JsonObject> events = Readings.records(open(), "events");
    List<JsonObject> older = events.stream().filter(event -> event.has("event_at")).toList();
    assertThat(older)
        .isNotEmpty()
        .allMatch(event -> event.get("created_at").equals(event.get("event_at")));
    older.forEach(event -> event.remove("created_at"));
    Truths.assertEqual(Truths.of(events), truth("events"));
  }

  @Test
  void goesOnWithLeadsChangedSinceTheLastRun() {
    StreamReader reader = open().reader("leads");
    Instant now = Instant.now().minusSeconds(3_600);
    Slice slice = Readings.slices(reader, Tidemark.NONE, now).get(0);
    List<RecordBatch> first = Readings.pages(reader, slice);
    assertThat(first.get(0).latest()).isEqualTo(first.get(9).earliest());
    sim.grow(20);
    sim.clearRequests();
    List<JsonObject> second = Readings.records(open(), "leads", Readings.tidemark(first));
    assertThat(second).hasSizeBetween(21, 30);
    Instant after = Instant.parse(parameter(sim.requests().get(0), "updated_after"));
    assertThat(after).isBetween(now.minusSeconds(3_602), now.minusSeconds(3_598));
  }

  @Test
  void goesOnWithEventsFromAnHourBeforeTheTidemark() {
    Tidemark tidemark = Readings.tidemark(Readings.pages(open(), "events", Tidemark.NONE));
    sim.grow(20);
    List<JsonObject> events = Readings.records(open(), "events", tidemark);
    List<String> all = truth("events");
    assertThat(Truths.of(events))
        .containsAll(all.subList(all.size() - 20, all.size()))
        .hasSizeLessThan(40);
  }

  @Test
  void goesOnWithTheRepliesOfEachCampaign() {
    List<RecordBatch> first = Readings.pages(open(), "campaign_replies", Tidemark.NONE);
    Tidemark tidemark = Readings.tidemark(first);
    assertThat(tidemark.partitions().keySet())
        .allMatch(key -> key.contains("\"campaign_id\":\"c_"));
    sim.grow(20);
    List<String> known =
        first.stream().flatMap(page -> Truths.of(page.records()).stream()).toList();
    List<String> fresh = Truths.of(Readings.records(open(), "campaign_replies", tidemark));
    List<String> all = truth("campaign_replies");
    assertThat(fresh)
        .containsAll(all.stream().filter(reply -> !known.contains(reply)).toList())
        .hasSizeLessThan(all.size() / 2);
  }

  @Test
  void startsWhereTheConfigSays() {
    JsonObject config = JsonObject.of("api_key", "demo", "start_date", "2025-06-01T02:00:00+02:00");
    List<JsonObject> events = Readings.records(open(config, sim.url()), "events");
    assertThat(parameter(sim.requests().get(0), "start_at")).isEqualTo("2025-06-01T00:00:00Z");
    Truths.assertEqual(
        Truths.of(events),
        Truths.texts(sim.truth("events", Map.of("start_at", "2025-06-01T00:00:00Z"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"campaign_leads", "campaign_replies"})
  void campaignsThatVanishAreLeftOut(String stream) {
    StreamReader reader = open().reader(stream);
    List<Slice> slices = Readings.slices(reader, Tidemark.NONE, Instant.now());
    try (Simulator smaller =
        Simulators.start(
            "persistiq", SimulatorOptions.defaults().withSize(100).withoutRateLimit())) {
      StreamReader later = open("demo", smaller.url()).reader(stream);
      RecordBatch page = later.read(slices.get(slices.size() - 1), PagePosition.FIRST);
      assertThat(page.records()).isEmpty();
      assertThat(page.isLast()).isTrue();
    }
  }

  @Test
  void checksTheKeyWithOneRequestAndKeepsItToItself() {
    open().check();
    assertThat(sim.requests()).hasSize(1);
    assertThat(sim.requests().get(0).headers()).containsEntry("x-api-key", "demo");
    Problem problem =
        catchThrowableOfType(Problem.class, () -> open("not-this-key", sim.url()).check());
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
    assertThat(problem).hasMessageContaining("Failed to find api key ****");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SERVER_ERROR",
        "CONNECTION_RESET",
        "CUT_BODY",
        "CUT_JSON",
        "HTML_WITH_200",
        "DUPLICATE_PAGE",
        "MISSING_RECORDS"
      })
  void faultsDoNotChangeWhatIsRead(FaultKind fault) {
    sim.faults(FaultPlan.none().on("/v1/leads", 2, fault).on("/v1/leads", 7, fault));
    Truths.assertEqual(
        Truths.without("updated_before_sync", Readings.records(open(), "leads")), truth("leads"));
    assertThat(sim.requestCount()).isEqualTo(12);
  }

  @Test
  void waitsForTheResetThatTheHeadersTell() {
    sim.faults(FaultPlan.none().on("/v1/users", 1, FaultKind.TOO_MANY_REQUESTS));
    StreamReader reader = open().reader("users");
    reader.read(Slice.whole("users"), PagePosition.FIRST);
    assertThat(reader.stats().take().waitedMillis()).isGreaterThanOrEqualTo(1_000);
    assertThat(sim.violations()).isEmpty();
  }

  @Test
  void errorsAtStatus200AreProblems() {
    assertThatThrownBy(() -> readOne("{\"status\":\"error\",\"errors\":[\"broken\"],\"users\":[]}"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("PersistIQ reports an error: ['broken']");
    assertThatThrownBy(
            () ->
                readOne(
                    "{\"status\":\"success\",\"has_more\":true,\"next_page\":\"https://x/?page=2\",\"users\":[]}"))
        .hasMessageContaining("the page is empty, but PersistIQ says that there is more");
    assertThatThrownBy(
            () ->
                readOne(
                    "{\"status\":\"success\",\"has_more\":true,\"next_page\":null,\"users\":[{\"id\":\"u\"}]}"))
        .hasMessageContaining("the link to the next page does not say which page that is");
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() {
    try (OneAnswer server =
        new OneAnswer(
            "{\"status\":\"success\",\"has_more\":true,\"next_page\":\"https://evil.example.org/v1/users?page=2\",\"users\":[{\"id\":\"u\"}]}")) {
      RecordBatch page =
          open("demo", server.url()).reader("users").read(Slice.whole("users"), PagePosition.FIRST);
      assertThat(page.following().token()).contains("\"next\":2").doesNotContain("evil");
    }
  }

  private static void readOne(String body) {
    try (OneAnswer server = new OneAnswer(body)) {
      open("demo", server.url()).reader("users").read(Slice.whole("users"), PagePosition.FIRST);
    }
  }
}
