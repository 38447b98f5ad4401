package dev.tidemark.source.chartmogul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.http.CallStats;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Readings;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
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

final class ChartMogulTest {
  private static final String START = "2024-01-01T00:00:00Z";

  private Simulator sim = start(1_000);

  private static Simulator start(int size) {
    return Simulators.start(
        "chartmogul", SimulatorOptions.defaults().withSize(size).withoutRateLimit());
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private Source open() {
    return open("demo");
  }

  private Source open(String key) {
    return Sources.builtIn("chartmogul")
        .open(
            JsonObject.of("api_key", key, "start_date", START),
            Readings.QUICK.withRoutes(Map.of("api.chartmogul.com", sim.url())),
            Readings.UNLIMITED);
  }

  private static String parameter(RecordedRequest request, String name) {
    return request.query().getOrDefault(name, List.of("")).get(0);
  }

  @Test
  void declaresItsStreamsWithKeysAndCursors() {
    assertThat(open().streams())
        .extracting(StreamSpec::name, StreamSpec::primaryKey, StreamSpec::cursorField)
        .containsExactly(
            tuple("customers", "id", null),
            tuple("activities", "uuid", "date"),
            tuple("customer_count_daily", "date", "date"),
            tuple("customer_count_weekly", "date", "date"),
            tuple("customer_count_monthly", "date", "date"),
            tuple("customer_count_quarterly", "date", "date"),
            tuple("customer_count_summary", "interval", null));
  }

  private static org.assertj.core.groups.Tuple tuple(String name, String key, String cursor) {
    return org.assertj.core.api.Assertions.tuple(name, List.of(key), cursor);
  }

  @Test
  void asksForAKeyAndAStartDate() {
    SourceProvider provider = Sources.builtIn("chartmogul");
    assertThat(provider.spec().secrets()).containsExactly("api_key");
    assertThat(provider.spec().check(JsonObject.of("api_key", "k", "start_date", START))).isEmpty();
    assertThat(provider.spec().check(JsonObject.of("start_date", "2024-01-01"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"customers", "activities"})
  void readsExactlyWhatThereIs(String stream) {
    Truths.assertEqual(
        Truths.of(Readings.records(open(), stream)), Truths.texts(sim.truth(stream)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily", "weekly", "monthly", "quarterly"})
  void readsCountsFromTheStartToNow(String interval) {
    String stream = "customer_count_" + interval;
    List<String> records = Truths.of(Readings.records(open(), stream));
    RecordedRequest request = sim.requests().get(0);
    Map<String, String> range =
        Map.of(
            "start-date",
            parameter(request, "start-date"),
            "end-date",
            parameter(request, "end-date"));
    assertThat(range).containsEntry("start-date", "2024-01-01");
    Truths.assertEqual(records, Truths.texts(sim.truth(stream, range)));
    assertThat(sim.requestCount()).isEqualTo(1);
  }

  @Test
  void readsASummaryOfEachInterval() {
    assertThat(Readings.records(open(), "customer_count_summary"))
        .extracting(record -> record.get("interval"))
        .containsExactly("day", "week", "month", "quarter");
  }

  @Test
  void asksForPagesOfTwoHundredByTheCursor() {
    Readings.records(open(), "customers");
    assertThat(sim.requests())
        .hasSize(5)
        .allMatch(request -> parameter(request, "per_page").equals("200"));
    assertThat(sim.requests().get(0).query()).doesNotContainKeys("cursor", "page");
    assertThat(sim.requests().get(0).headers())
        .containsEntry("authorization", "Basic ZGVtbzo=")
        .containsEntry("accept", "application/json");
  }

  @Test
  void asksForActivitiesByTheLastOne() {
    List<RecordBatch> pages = Readings.pages(open(), "activities", Tidemark.NONE);
    assertThat(parameter(sim.requests().get(1), "start-after"))
        .isEqualTo(pages.get(0).records().get(199).get("uuid"));
    assertThat(sim.requests())
        .allMatch(
            request ->
                parameter(request, "order").equals("date")
                    && parameter(request, "start-date").equals(START));
  }

  @Test
  void activitiesComeInTheOrderOfTheirCursor() {
    StreamReader reader = open().reader("activities");
    assertThat(reader.ordered()).isTrue();
    List<RecordBatch> pages = Readings.pages(open(), "activities", Tidemark.NONE);
    assertThat(pages).isSortedAccordingTo((a, b) -> a.latest().compareTo(b.latest()));
    assertThat(pages).extracting(RecordBatch::earliest).doesNotContainNull();
  }

  @Test
  void goesOnWithActivitiesFromADayBeforeTheTidemark() {
    Tidemark tidemark = Readings.tidemark(Readings.pages(open(), "activities", Tidemark.NONE));
    sim.grow(50);
    sim.clearRequests();
    List<String> again = Truths.of(Readings.records(open(), "activities", tidemark));
    List<String> all = Truths.texts(sim.truth("activities"));
    assertThat(again).containsAll(all.subList(2_000, all.size())).hasSizeLessThan(100);
    Instant from = Instant.parse(parameter(sim.requests().get(0), "start-date"));
    assertThat(from).isBefore(Instant.parse(tidemark.cursor().value()).minusSeconds(86_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"daily", "weekly", "monthly", "quarterly"})
  void anIncrementalReadRenewsTheLastCountsAsAFullOneWould(String interval) {
    String stream = "customer_count_" + interval;
    List<RecordBatch> first = Readings.pages(open(), stream, Tidemark.NONE);
    List<String> full = Truths.of(first.get(0).records());
    List<String> renewed = Truths.of(Readings.records(open(), stream, Readings.tidemark(first)));
    assertThat(renewed)
        .hasSizeBetween(2, 3)
        .isEqualTo(full.subList(full.size() - renewed.size(), full.size()));
  }

  @Test
  void checksTheKeyWithOneRequest() {
    open().check();
    assertThat(sim.requests()).hasSize(1);
    Problem problem = catchThrowableOfType(Problem.class, () -> open("wrong-key").check());
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CREDENTIALS);
    assertThat(problem)
        .hasMessageContaining("ChartMogul refuses the API key: No valid API key provided")
        .hasMessageNotContaining("wrong-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1234", "12e4", "0x1F", "True"})
  void sendsKeysThatLookLikeNumbersAsTheyAre(String key) {
    try (Simulator other =
        Simulators.start("chartmogul", SimulatorOptions.defaults().withSize(1).withApiKey(key))) {
      sim.close();
      sim = other;
      open(key).check();
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TOO_MANY_REQUESTS",
        "SERVER_ERROR",
        "CONNECTION_RESET",
        "CUT_BODY",
        "CUT_JSON",
        "HTML_WITH_200",
        "DUPLICATE_PAGE",
        "MISSING_RECORDS"
      })
  void faultsDoNotChangeWhatIsRead(FaultKind fault) {
    sim.faults(FaultPlan.none().on("/v1/customers", 2, fault).on("/v1/customers", 4, fault));
    Source source = open();
    Truths.assertEqual(
        Truths.of(Readings.records(source, "customers")), Truths.texts(sim.truth("customers")));
    assertThat(sim.requestCount()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTML_WITH_200", "MISSING_RECORDS", "CUT_JSON"})
  void faultsThatStayAreProblems(FaultKind fault) {
    sim.faults(FaultPlan.none().from("/v1/activities", 2, fault));
    assertThatThrownBy(() -> Readings.records(open(), "activities"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("stream activities ")
        .hasMessageContaining("GET https://api.chartmogul.com/v1/activities?")
        .hasMessageContaining("(4 attempts)");
  }

  @Test
  void theDefaultBudgetIsWhatTheVendorAllows() {
    try (Simulator limited =
        Simulators.start(
            "chartmogul", SimulatorOptions.defaults().withSize(9_000).withMaxPageSize(200))) {
      Source source =
          Sources.builtIn("chartmogul")
              .open(
                  JsonObject.of("api_key", "demo", "start_date", START),
                  Readings.QUICK.withRoutes(Map.of("api.chartmogul.com", limited.url())),
                  List.of());
      StreamReader reader = source.reader("customers");
      Readings.pages(reader, Readings.slices(reader, Tidemark.NONE, Instant.now()).get(0));
      CallStats.Counts counts = reader.stats().take();
      assertThat(counts.requests()).isEqualTo(45);
      assertThat(counts.retries()).isZero();
      assertThat(limited.violations()).isEmpty();
    }
  }

  @Test
  void aListThatGoesOnWithoutACursorIsAProblem() {
    assertThatThrownBy(
            () ->
                readOne(
                    "customers", "{\"entries\":[{\"id\":1}],\"has_more\":true,\"cursor\":\"\"}"))
        .hasMessageContaining(
            "there are more customers, but the answer has no cursor to go on from");
    assertThatThrownBy(() -> readOne("activities", "{\"entries\":[],\"has_more\":true}"))
        .hasMessageContaining("there are more activities, but the answer has none to go on from");
    assertThatThrownBy(() -> readOne("customers", "{\"entries\":[{\"id\":1}],\"cursor\":\"x\"}"))
        .hasMessageContaining("has_more is missing");
  }

  private static void readOne(String stream, String body) {
    try (OneAnswer server = new OneAnswer(body)) {
      Source source =
          Sources.builtIn("chartmogul")
              .open(
                  JsonObject.of("api_key", "demo", "start_date", START),
                  Readings.QUICK.withRoutes(Map.of("api.chartmogul.com", server.url())),
                  Readings.UNLIMITED);
      StreamReader reader = source.reader(stream);
      reader.read(Readings.slices(reader, Tidemark.NONE, Instant.now()).get(0), PagePosition.FIRST);
    }
  }
}
