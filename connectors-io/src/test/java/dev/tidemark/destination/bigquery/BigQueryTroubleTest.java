package dev.tidemark.destination.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.InterruptedLoad;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.http.Network;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BigQueryTroubleTest {
  private FakeBigQuery server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeBigQuery();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private DestinationRef ref(String dataset) {
    return DestinationRef.of("bigquery://p/" + dataset, null, options());
  }

  private SealedConfig options() {
    return SealedConfig.EMPTY.with("endpoint", server.endpoint());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "tidemark_load_, ANSWER_LOST",
    "tidemark_load_, REQUEST_LOST",
    "tidemark_load_, QUOTA",
    "tidemark_change_, ANSWER_LOST",
    "tidemark_change_, REQUEST_LOST",
    "tidemark_change_, QUOTA",
    "tidemark_change_, BACKEND",
    "tidemark_define_, ANSWER_LOST"
  })
  void aJobThatGoesWrongLosesNothingAndDoublesNothing(String prefix, FakeJobs.Mishap mishap) {
    try (Destination destination = ref("d").open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
      server.jobs().trap(prefix, mishap);
      for (int page = 0; page < 3; page++) {
        loads.stage(run, Loads.whole(), page, page == 2, "{\"id\":" + page + ",\"new\":1}");
      }
      loads.committer(run).complete();
      assertThat(server.jobs().isArmed()).as("no job met the mishap").isFalse();
      assertThat(loads.ids()).containsExactly(0L, 1L, 2L);
      assertThat(loads.state().run()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MERGE", "APPEND"})
  void aWorkerThatDiesAtAnyRequestIsFinishedByTheNext(Strategy strategy) {
    int requests = new InterruptedLoad(strategy).interruptEverywhere(step -> new Place("d" + step));
    assertThat(requests).isGreaterThan(30);
  }

  /** A dataset of the server. */
  @Test
  void aProxyLeadsThere() {
    DestinationRef far =
        DestinationRef.of(
            "bigquery://p/far",
            null,
            SealedConfig.EMPTY.with("endpoint", "http://bigquery.example"));
    DestinationRef ref = far.through(Network.DIRECT.withProxy(server.endpoint()));
    try (Destination destination = ref.open(Access.WRITE)) {
      assertThat(destination.states("crm")).isEmpty();
    }
  }

  private final class Place implements InterruptedLoad.Place {
    private final DestinationRef ref;

    Place(String dataset) {
      this.ref = ref(dataset);
    }

    @Override
    public Supplier<Destination> mortal(int step) {
      return () -> {
        Settings settings = Settings.of(ref);
        BigQueryDatabase database =
            new BigQueryDatabase(
                Client.options(settings, ref)
                    .setTransportOptions(new DyingTransport(step))
                    .build()
                    .getService(),
                settings);
        return BigQueryProvider.open(database, settings, Access.WRITE);
      };
    }

    @Override
    public Supplier<Destination> healthy() {
      return () -> ref.open(Access.WRITE);
    }

    @Override
    public void close() {
      server.execute("DROP SCHEMA IF EXISTS `" + Settings.of(ref).dataset() + "` CASCADE");
    }
  }

  @Test
  void workersThatCommitAtOnceDoNotDoubleRows() throws Exception {
    int workers = 3;
    int pages = 4;
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try (Destination destination = ref("d").open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int worker = i;
        all.add(threads.submit(() -> load(run, worker, pages)));
      }
      for (Future<?> one : all) {
        one.get();
      }
      loads.committer(run).complete();
      assertThat(loads.ids())
          .containsExactlyElementsOf(LongStream.range(0, (long) workers * pages).boxed().toList());
    } finally {
      threads.shutdown();
    }
  }

  private void load(Run run, int worker, int pages) {
    try (Destination destination = ref("d").open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      for (int page = 0; page < pages; page++) {
        int id = worker * pages + page;
        loads.stage(run, Loads.part("w" + id), 0, true, "{\"id\":" + id + "}");
        loads.committer(run).commitStaged();
      }
    }
  }

  @Test
  void stagingTablesOfDeadRunsAreRemoved() throws Exception {
    try (Destination destination = ref("d").open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      loads.begin(Strategy.APPEND, Contract.EVOLVE);
      Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
      assertThat(server.tables("d")).filteredOn(t -> t.startsWith("_tidemark_stage_")).hasSize(1);
      loads.stage(run, Loads.whole(), 0, true, "{\"id\":1}");
      loads.committer(run).complete();
      assertThat(server.tables("d")).noneMatch(t -> t.startsWith("_tidemark_stage_"));
    }
  }

  @Test
  void aStageIsOneLoadHoweverManyPagesItHas() {
    try (Destination destination = ref("d").open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
      loads.stage(run, Loads.whole(), 0, false, "{\"id\":1}");
      loads.stage(run, Loads.whole(), 0, false, "{\"id\":1}");
      loads.stage(run, Loads.whole(), 1, true);
      assertThat(server.jobs().count("tidemark_load_")).isEqualTo(1);
    }
  }

  @Test
  void dateColumnsStayWhatTheyAreAndTimesGoBeside() {
    try (Destination destination = ref("d").open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      String day = "{\"id\":1,\"born\":\"2025-01-02\"}";
      String time = "{\"id\":2,\"born\":\"2025-01-02T03:04:05\"}";
      loads.stage(run, Loads.whole(), 0, true, day, time);
      loads.committer(run).complete();
      assertThat(loads.rows("born, born__timestamp"))
          .containsExactly("2025-01-02 | null", "null | 2025-01-02T03:04:05");
    }
  }

  @Test
  void resultsOfManyPagesAreReadWhole() {
    try (Destination destination = ref("d").open(Access.WRITE)) {
      String sql =
          "SELECT n, TIMESTAMP '2026-01-02 03:04:05.678901+00' FROM generate_series(1, 1200) AS"
              + " s(n)";
      assertThat(new Loads(destination).query(sql))
          .hasSize(1_200)
          .startsWith("1 | 2026-01-02T03:04:05.678901Z")
          .endsWith("1200 | 2026-01-02T03:04:05.678901Z");
    }
  }

  @Test
  void readingChangesNothing() {
    DestinationRef ref = ref("d");
    ref.provider().check(ref);
    assertThatThrownBy(() -> ref.open(Access.READ)).hasMessageContaining("a sync makes it");
    ref.open(Access.WRITE).close();
    try (Destination destination = ref.open(Access.READ)) {
      assertThatThrownBy(() -> destination.query("CREATE TABLE x (id INT64)"))
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void whoMayNotMakeTablesIsToldWhichRightIsMissing() {
    DestinationRef ref = ref("d");
    ref.open(Access.WRITE).close();
    server.jobs().deny("CREATE TABLE");
    assertThatThrownBy(() -> ref.provider().check(ref))
        .hasMessageContaining("bigquery://p/d: ")
        .hasMessageContaining("bigquery.tables.create")
        .hasMessageContaining("BigQuery Data Editor");
  }

  @Test
  void refusedCredentialsAreSaidSoWithoutThem() {
    SealedConfig options = options().withSecret("access_token", "wrong-token-0815", null);
    DestinationRef ref = DestinationRef.of("bigquery://p/d", null, options);
    assertThatThrownBy(() -> ref.provider().check(ref))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageNotContaining("0815")
        .hasMessageContaining("access_token");
  }

  @Test
  void aKeyThatIsNoneIsSaidSo() {
    SealedConfig options = options().with("key_file", "/nowhere/key.json");
    DestinationRef ref = DestinationRef.of("bigquery://p/d", null, options);
    assertThatThrownBy(() -> ref.provider().check(ref))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.CREDENTIALS))
        .hasMessageContaining("/nowhere/key.json");
    DestinationRef text =
        DestinationRef.of("bigquery://p/d", null, options().withSecret("key", "no JSON", null));
    assertThatThrownBy(() -> text.provider().check(text)).isInstanceOf(Problem.class);
  }

  @Test
  void anotherLocationThanTheDatasetsIsRefused() {
    ref("d").open(Access.WRITE).close();
    DestinationRef elsewhere =
        DestinationRef.of("bigquery://p/d", null, options().with("location", "US"));
    assertThatThrownBy(() -> elsewhere.provider().check(elsewhere))
        .hasMessageContaining("is in the location EU, and the job says US");
  }

  @Test
  void urlsWithoutADatasetAreRefused() {
    DestinationRef ref = DestinationRef.of("bigquery://p");
    assertThatThrownBy(() -> ref.provider().identity(ref))
        .hasMessageContaining("bigquery://PROJECT/DATASET");
    DestinationRef raw = DestinationRef.of("bigquery://p", "raw", SealedConfig.EMPTY);
    assertThat(raw.provider().identity(raw)).isEqualTo("bigquery://p/raw");
  }
}
