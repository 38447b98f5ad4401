package dev.tidemark.source.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.Readings;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.RecordBatch;
import dev.tidemark.model.Slice;
import dev.tidemark.model.StreamSpec;
import dev.tidemark.model.Tidemark;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.SchemaTypes;
import dev.tidemark.simulator.FaultKind;
import dev.tidemark.simulator.FaultPlan;
import dev.tidemark.simulator.RecordedRequest;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.simulator.convex.ConvexControls;
import dev.tidemark.source.OneAnswer;
import dev.tidemark.source.PageSet;
import dev.tidemark.source.Source;
import dev.tidemark.source.Sources;
import dev.tidemark.source.StreamReader;
import dev.tidemark.source.Truths;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConvexTest {
  private static final int SIZE = 2_300;
  private static final List<String> ADDED =
      List.of("_deleted", "_ab_cdc_lsn", "_ab_cdc_updated_at", "_ab_cdc_deleted_at");

  private final Simulator sim =
      Simulators.start("convex", SimulatorOptions.defaults().withSize(SIZE).withoutRateLimit());
  private final ConvexControls controls = sim.controls(ConvexControls.class);

  @AfterEach
  void stop() {
    sim.close();
  }

  private Source open() {
    return open("demo", sim.url(), "json");
  }

  private static Source open(String key, String url, String format) {
    JsonObject config = JsonObject.of("deployment_url", url, "access_key", key, "format", format);
    return Sources.builtIn("convex").open(config, Readings.QUICK, Readings.UNLIMITED);
  }

  @Test
  void everyTableIsAStreamThoseOfComponentsUnderItsName() {
    assertThat(open().streams())
        .extracting(StreamSpec::name)
        .containsExactlyInAnyOrder(
            "drafts", "messages", "users", "billing/invoices", "billing/users");
    StreamSpec spec = open().stream("messages");
    assertThat(spec.primaryKey()).containsExactly("_id");
    assertThat(spec.cursorField()).isEqualTo("_ts");
    assertThat(spec.deletion().time()).isEqualTo("_ab_cdc_deleted_at");
    Map<String, ColumnType> columns = SchemaTypes.of(spec.schema());
    assertThat(columns)
        .containsEntry("_ts", ColumnType.INTEGER)
        .containsEntry("_creationTime", ColumnType.DOUBLE)
        .containsEntry("likes", ColumnType.TEXT)
        .containsEntry("score", ColumnType.DOUBLE)
        .containsEntry("rank", ColumnType.DOUBLE)
        .containsEntry("place", ColumnType.JSON)
        .containsEntry("answer", ColumnType.JSON);
    assertThat(SchemaTypes.of(open("demo", sim.url(), "export_json").stream("users").schema()))
        .containsEntry("likes", ColumnType.INTEGER)
        .containsEntry("attachment", ColumnType.TEXT);
  }

  @Test
  void tablesOfADeploymentWithoutComponentsAreToldAtOnce() {
    String flat = "{\"posts\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"number\"}}}}";
    try (OneAnswer server = new OneAnswer(flat)) {
      List<StreamSpec> streams = open("demo", server.url(), "json").streams();
      assertThat(streams).extracting(StreamSpec::name).containsExactly("posts");
      assertThat(SchemaTypes.of(streams.get(0).schema())).containsEntry("n", ColumnType.DOUBLE);
    }
  }

  @Test
  void anUnknownTableListsTheKnownOnes() {
    assertThatThrownBy(() -> open().stream("message"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("messages");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "convex_encoded_json", "export_json"})
  void aTableIsReadWholeInEveryFormat(String format) {
    List<JsonObject> read = Readings.records(open("demo", sim.url(), format), "messages");
    Truths.assertEqual(plain(read), truth(sim.truth("messages", Map.of("format", format))));
    assertThat(sim.requests())
        .filteredOn(request -> request.path().equals("/api/list_snapshot"))
        .allSatisfy(r -> assertThat(r.query().get("format")).containsExactly(format))
        .hasSize(3);
  }

  @Test
  void aTableOfAComponentIsReadAndNotItsNamesake() {
    List<JsonObject> read = Readings.records(open(), "billing/users");
    Truths.assertEqual(plain(read), truth(sim.truth("billing/users")));
  }

  @Test
  void anEmptyTableIsAskedForTwice() {
    assertThat(Readings.records(open(), "drafts")).isEmpty();
    assertThat(sim.requestCount()).isEqualTo(2);
  }

  @Test
  void whatChangedInOneTableIsReadFromItsTidemarkOn() {
    Source source = open();
    RecordBatch last = last(Readings.pages(source, "users", Tidemark.NONE));
    sim.grow(400);
    Tidemark tidemark = new Tidemark(last.latest(), Map.of(), null);
    Map<String, JsonObject> table = new TreeMap<>();
    List<RecordBatch> pages = Readings.pages(source, "users", tidemark);
    pages.forEach(page -> page.records().forEach(r -> table.put((String) r.get("_id"), r)));
    Map<String, Object> alive = new TreeMap<>();
    sim.truth("users").forEach(record -> alive.put((String) record.get("_id"), record));
    assertThat(table).isNotEmpty();
    table.forEach(
        (id, record) ->
            assertThat(alive.containsKey(id)).isEqualTo(record.get("_deleted").equals(false)));
    assertThat(last(pages).latest()).isGreaterThan(last.latest());
  }

  @Test
  void onePassReadsTheLogForAllTables() {
    Source source = open();
    Passes first = new Passes(source, Map.of());
    first.run(() -> {});
    assertThat(controls.snapshotStarts()).as("one after the other").isLessThanOrEqualTo(6);
    sim.grow(2_000);
    int pagesOfLog = logPages(first.reached("users"));
    Passes second = new Passes(source, first.tidemarks());
    sim.clearRequests();
    second.run(() -> {});
    assertThat(sim.requestCount()).isEqualTo(pagesOfLog);
    for (String stream : sim.streams()) {
      Map<String, JsonObject> table = first.table(stream);
      table.putAll(second.table(stream));
      table.values().removeIf(record -> record.get("_deleted").equals(true));
      Truths.assertEqual(plain(List.copyOf(table.values())), truth(sim.truth(stream)));
    }
  }

  @Test
  void allTablesEndAtOneMoment() {
    Passes passes = new Passes(open(), Map.of());
    passes.run(() -> sim.grow(50));
    assertThat(passes.tidemarks().values().stream().map(Tidemark::cursor).distinct()).hasSize(1);
  }

  @Test
  void aReadingEndsThoughTheLogGoesOnForEver() {
    Source source = open();
    Passes first = new Passes(source, Map.of());
    first.run(() -> {});
    sim.grow(1_000);
    Passes endless = new Passes(source, first.tidemarks());
    endless.run(() -> sim.grow(1_000));
    assertThat(endless.sets).isLessThan(40);
  }

  @Test
  void aTableThatNothingHappensToIsNotedOnlyNowAndThen() {
    Source source = open();
    Map<String, Tidemark> tidemarks = new TreeMap<>();
    tidemarks.put("users", new Passes(source, Map.of()).snapshotOf("users"));
    controls.addTable("other", 128 * 200);
    Passes passes = new Passes(source, tidemarks);
    passes.run(() -> {});
    assertThat(passes.sets).isGreaterThan(150);
    assertThat(passes.pages.get("users")).isBetween(2, 8);
    assertThat(passes.reached("users")).isEqualTo(passes.reached("other"));
  }

  @Test
  void onlyTablesThatStandBeforeTheWindowMustBeReadAnew() {
    Source source = open();
    Tidemark old = new Passes(source, Map.of()).snapshotOf("users");
    sim.grow(100);
    controls.expireLog();
    Tidemark young = new Passes(source, Map.of()).snapshotOf("messages");
    sim.grow(100);
    Map<String, Tidemark> tidemarks = new TreeMap<>(Map.of("users", old, "messages", young));
    Passes passes = new Passes(source, tidemarks);
    passes.run(() -> {});
    assertThat(passes.failures).containsOnlyKeys("users");
    assertThat(passes.failures.get("users").kind()).isEqualTo(Problem.Kind.EXPIRED);
    assertThat(passes.failures.get("users"))
        .hasMessageContaining("InvalidWindowToReadDocuments")
        .hasMessageContaining("/api/document_deltas");
    assertThat(passes.table("messages")).isNotEmpty();
  }

  @Test
  void aSnapshotThatIsTooOldFailsItsTableAlone() {
    Source source = open();
    Passes passes = new Passes(source, Map.of());
    passes.step();
    passes.step();
    controls.expireSnapshots();
    passes.run(() -> {});
    assertThat(passes.failures).containsOnlyKeys("messages");
    assertThat(passes.failures.values())
        .allSatisfy(p -> assertThat(p.kind()).isEqualTo(Problem.Kind.EXPIRED))
        .allSatisfy(p -> assertThat(p).hasMessageContaining("SnapshotTooOld"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, SnapshotTooOld, EXPIRED, no longer has the tables",
    "400, InvalidListSnapshotCursor, EXPIRED, does not know where",
    "400, InvalidWindowToReadDocuments, EXPIRED, no longer reaches back",
    "400, SnapshotTooNew, SOURCE, is not what it was",
    "400, DocumentDeltasCursorRequired, SOURCE, DocumentDeltasCursorRequired",
    "400, BadFormat, SOURCE, BadFormat",
    "400, InvalidClientVersion, SOURCE, InvalidClientVersion",
    "400, NoSchemaForExport, SOURCE, give the table a schema",
    "401, BadAdminKey, CREDENTIALS, deploy key of this deployment",
    "401, Unauthenticated, CREDENTIALS, deploy key of this deployment",
    "403, StreamingExportNotEnabled, SOURCE, plan is without streaming export",
    "403, BadDeployKey, CREDENTIALS, may not view",
    "404, NotFound, CONFIG, no deployment at this URL",
  })
  void everyRefusalIsSaidInPlainWordsAndNotRetried(
      int status, String code, Problem.Kind kind, String words) {
    String body = "{\"code\":\"" + code + "\",\"message\":\"as it is\"}";
    Map<String, String> json = Map.of("Content-Type", "application/json");
    try (OneAnswer server = new OneAnswer(status, json, body)) {
      Source source = open("prod:swan|secret-key", server.url(), "json");
      Problem problem = catchThrowableOfType(Problem.class, source::check);
      assertThat(problem.kind()).isEqualTo(kind);
      assertThat(problem)
          .hasMessageContaining(words)
          .hasMessageContaining(code)
          .hasMessageContaining("as it is")
          .hasMessageContaining(server.url() + "/api/json_schemas")
          .hasMessageNotContaining("attempts")
          .hasMessageNotContaining("secret-key");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 421, 425, 429, 500, 503})
  void whatMayPassIsTriedAgain(int status) {
    try (OneAnswer server = new OneAnswer(status, Map.of(), "<html>later</html>")) {
      assertThatThrownBy(() -> open("demo", server.url(), "json").check())
          .isInstanceOf(Problem.class)
          .hasMessageContaining("HTTP " + status)
          .hasMessageContaining("(2 attempts)");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"HTML_WITH_200", "CUT_JSON", "MISSING_RECORDS", "DUPLICATE_PAGE"})
  void anAnswerThatIsNotWhatWasAskedForIsAskedForAgain(FaultKind kind) {
    sim.faults(
        FaultPlan.none()
            .on("/api/list_snapshot", 2, kind)
            .on("/api/list_snapshot", 4, kind)
            .on("/api/list_snapshot", 7, kind)
            .on("/api/document_deltas", 2, kind));
    Source source = open();
    Passes passes = new Passes(source, Map.of());
    passes.run(() -> sim.grow(passes.sets < 6 ? 60 : 0));
    Map<String, JsonObject> users = passes.table("users");
    users.values().removeIf(record -> record.get("_deleted").equals(true));
    Truths.assertEqual(plain(List.copyOf(users.values())), truth(sim.truth("users")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"values\":[],\"hasMore\":false}",
        "{\"values\":[],\"snapshot\":5,\"hasMore\":true,\"cursor\":null}",
        "{\"values\":[7],\"snapshot\":5,\"hasMore\":false}",
        "{\"values\":[{\"_id\":\"a\"}],\"snapshot\":5,\"hasMore\":false}",
        "{\"values\":[{\"_id\":\"a\",\"_ts\":1.5}],\"snapshot\":5,\"hasMore\":false}",
        "{\"values\":[{\"_id\":\"a\",\"_ts\":9}],\"snapshot\":5,\"hasMore\":false}",
        "{\"values\":[{\"_id\":\"a\",\"_ts\":1,\"_table\":\"b\"}],\"snapshot\":5,\"hasMore\":false}",
      })
  void anAnswerThatStaysWrongIsAnError(String body) {
    try (OneAnswer server = new OneAnswer(body)) {
      Source source = open("demo", server.url(), "json");
      assertThatThrownBy(() -> Readings.records(source, "users"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(server.url() + "/api/list_snapshot")
          .hasMessageContaining("(4 attempts)");
    }
  }

  @Test
  void requestsCarryTheKeyAndTheNameOfTheClient() {
    open().streams();
    RecordedRequest request = sim.requests().get(0);
    assertThat(request.headers())
        .containsEntry("authorization", "Convex demo")
        .containsEntry("convex-client", "tidemark-0.1.0");
  }

  /** Reads a slice that all tables share, as the pipeline does. */
  private final class Passes {
    private final StreamReader reader;
    private final Slice slice;
    private final Map<Slice, PagePosition> left = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonObject>> tables = new TreeMap<>();
    private final Map<String, Tidemark> reached = new TreeMap<>();
    private final Map<String, Integer> pages = new TreeMap<>();
    private final Map<String, Problem> failures = new TreeMap<>();
    private int sets;

    Passes(Source source, Map<String, Tidemark> tidemarks) {
      Map<String, Tidemark> starts = new LinkedHashMap<>();
      source
          .streams()
          .forEach(s -> starts.put(s.name(), tidemarks.getOrDefault(s.name(), Tidemark.NONE)));
      if (!tidemarks.isEmpty()) {
        starts.keySet().retainAll(with(tidemarks, "other"));
      }
      slice = source.shared(starts).orElseThrow();
      reader = source.reader(slice.stream());
      slice.parts().forEach(part -> left.put(part, PagePosition.FIRST));
    }

    private List<String> with(Map<String, Tidemark> tidemarks, String more) {
      List<String> names = new ArrayList<>(tidemarks.keySet());
      names.add(more);
      return names;
    }

    void run(Runnable meanwhile) {
      while (!left.isEmpty()) {
        step();
        meanwhile.run();
      }
    }

    void step() {
      PageSet set = reader.readAll(slice, left);
      sets++;
      for (RecordBatch page : set.pages()) {
        String stream = page.slice().stream();
        Map<String, JsonObject> table = tables.computeIfAbsent(stream, s -> new TreeMap<>());
        page.records().forEach(record -> table.put((String) record.get("_id"), record));
        pages.merge(stream, 1, Integer::sum);
        reached.put(stream, new Tidemark(page.latest(), Map.of(), null));
        move(page.slice(), page.following());
      }
      left.putAll(set.passed());
      set.failures().forEach((part, problem) -> failures.put(part.stream(), problem));
      left.keySet().removeAll(set.failures().keySet());
    }

    private void move(Slice part, PagePosition following) {
      if (following == null) {
        left.remove(part);
      } else {
        left.put(part, following);
      }
    }

    Map<String, JsonObject> table(String stream) {
      return tables.getOrDefault(stream, new TreeMap<>());
    }

    Map<String, Tidemark> tidemarks() {
      return reached;
    }

    CursorMark reached(String stream) {
      return reached.get(stream).cursor();
    }

    Tidemark snapshotOf(String stream) {
      CursorMark end = last(Readings.pages(open(), stream, Tidemark.NONE)).latest();
      return new Tidemark(end, Map.of(), null);
    }
  }

  /** How many pages the log has after a moment. */
  private int logPages(CursorMark after) {
    sim.clearRequests();
    Readings.pages(open(), "drafts", new Tidemark(after, Map.of(), null));
    return sim.requestCount();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private static List<String> plain(List<JsonObject> records) {
    return records.stream()
        .map(JsonObject::copy)
        .peek(record -> ADDED.forEach(record::remove))
        .map(record -> Json.writeCanonical(comparable(record)))
        .toList();
  }

  private static List<String> truth(List<Map<String, Object>> records) {
    return records.stream().map(record -> Json.writeCanonical(comparable(record))).toList();
  }

  /** With numbers in one form: 1E+3 and 1000.0 are the same. */
  private static Object comparable(Object value) {
    if (value instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.names().forEach(name -> copy.put(name, comparable(object.get(name))));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      JsonObject copy = new JsonObject();
      map.forEach((name, member) -> copy.put((String) name, comparable(member)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(comparable(item)));
      return items;
    }
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }
}
