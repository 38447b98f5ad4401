package dev.tidemark.destination.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.InterruptedLoad;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.sql.MortalConnection;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlDestination;
import dev.tidemark.model.ColumnType;
import dev.tidemark.model.TableSchema;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Contract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that end, workers that die and workers that meet. */
class SnowflakeFailuresTest {
  private static final FakeSnowflake SNOWFLAKE = FakeSnowflake.start();
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private final DestinationRef ref = newRef();

  private static DestinationRef newRef() {
    return DestinationRef.of(
        SNOWFLAKE.url(), "case_" + SCHEMAS.incrementAndGet(), SNOWFLAKE.ref().options());
  }

  @AfterAll
  static void stop() {
    SNOWFLAKE.close();
  }

  @ParameterizedTest(name = "{0}, carried out: {1}")
  @CsvSource({
    "COMMIT, true",
    "COMMIT, false",
    "COPY, true",
    "COPY, false",
    "PUT, true",
    "BEGIN, false",
    "INSERT, true",
    "UPDATE, true",
    "DELETE, false",
    "ALTER TABLE, true",
    "DROP TABLE, false"
  })
  void aSessionThatEndsLosesNothingAndDoublesNothing(String statement, boolean carriedOut) {
    int before = SNOWFLAKE.cuts();
    try (Destination destination = ref.open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      for (int page = 0; page < 3; page++) {
        SNOWFLAKE.cut(statement, carriedOut);
        String more = page == 1 ? ",\"extra\":\"x\"" : "";
        loads.stage(run, Loads.whole(), page, page == 2, "{\"id\":" + page + more + "}");
        SNOWFLAKE.cut(statement, carriedOut);
        loads.committer(run).commitStaged();
      }
      loads.committer(run).complete();
      assertThat(SNOWFLAKE.cuts()).as("ended sessions").isGreaterThan(before);
      assertThat(loads.rows("id, extra")).containsExactly("0 | null", "1 | x", "2 | null");
      assertThat(destination.states("crm").get("people").run()).isEmpty();
    }
  }

  @Test
  void aWorkerThatDiesAfterAnyStatementIsFollowedByOneThatFinishesItsWork() {
    int steps =
        new InterruptedLoad(Strategy.MERGE).interruptEverywhere(step -> new Schema(newRef()));
    assertThat(steps).isGreaterThan(30);
  }

  /** A schema of its own, with workers that die. */
  private record Schema(DestinationRef ref) implements InterruptedLoad.Place {
    @Override
    public Supplier<Destination> mortal(int step) {
      AtomicInteger left = new AtomicInteger(step);
      return () ->
          new SqlDestination(
              new Session(
                  new SnowflakeDialect(),
                  () -> MortalConnection.of(SnowflakeProvider.connect(ref), left),
                  "test"),
              ref.schema(),
              Access.WRITE);
    }

    @Override
    public Supplier<Destination> healthy() {
      return () -> ref.open(Access.WRITE);
    }

    @Override
    public void close() {
      SNOWFLAKE.drop(ref.schema());
    }
  }

  @Test
  void ofTwoWorkersThatStageOnePageAtOnceOneCounts() throws Exception {
    try (Destination one = ref.open(Access.WRITE);
        Destination other = ref.open(Access.WRITE)) {
      Run run = new Loads(one).begin(Strategy.APPEND, Contract.EVOLVE);
      CyclicBarrier barrier = new CyclicBarrier(2);
      for (int page = 0; page < 5; page++) {
        String record = "{\"id\":" + page + "}";
        boolean last = page == 4;
        int number = page;
        both(
            () -> stage(one, run, number, last, record, barrier),
            () -> stage(other, run, number, last, record, barrier));
      }
      new Loads(other).committer(run).complete();
      assertThat(new Loads(one).ids()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  private static boolean stage(
      Destination worker, Run run, int page, boolean last, String record, CyclicBarrier barrier)
      throws Exception {
    barrier.await();
    new Loads(worker).stage(run, Loads.whole(), page, last, record);
    return true;
  }

  @Test
  void ofTwoRunsThatBeginAtOnceOneIsTheStreams() throws Exception {
    List<Destination> workers = List.of(ref.open(Access.WRITE), ref.open(Access.WRITE));
    CyclicBarrier barrier = new CyclicBarrier(2);
    List<Callable<Boolean>> beginnings = new ArrayList<>();
    for (Destination worker : workers) {
      beginnings.add(
          () -> {
            barrier.await();
            new Loads(worker).begin(Strategy.MERGE, Contract.EVOLVE);
            return true;
          });
    }
    List<Exception> refused = both(beginnings.get(0), beginnings.get(1));
    assertThat(refused.size()).isLessThan(2);
    assertThat(refused)
        .allSatisfy(e -> assertThat(e).hasStackTraceContaining("another sync has changed"));
    try (Destination worker = workers.get(0)) {
      Run run = worker.states("crm").get("people").run().orElseThrow();
      new Loads(worker).stage(run, Loads.whole(), 0, true, "{\"id\":1}");
      new Loads(worker).committer(run).complete();
      assertThat(new Loads(worker).ids()).containsExactly(1L);
      assertThat(
              new Loads(worker)
                  .query("SELECT count(*) FROM _tidemark_state WHERE connection = 'crm'"))
          .containsExactly("1");
    } finally {
      workers.get(1).close();
    }
  }

  private static List<Exception> both(Callable<Boolean> one, Callable<Boolean> other)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Exception> failed = new ArrayList<>();
    try {
      for (Future<Boolean> future : threads.invokeAll(List.of(one, other))) {
        try {
          assertThat(future.get()).isTrue();
        } catch (ExecutionException e) {
          failed.add(e);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return failed;
  }

  @Test
  void aColumnThatALostCommitLeftIsFoundAndItsTypeRespected() throws SQLException {
    try (Destination destination = ref.open(Access.WRITE);
        Connection other = SnowflakeProvider.connect(ref)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      try (Statement statement = other.createStatement()) {
        statement.execute("ALTER TABLE people ADD COLUMN mood NUMBER(19,0)");
      }
      loads.stage(run, Loads.whole(), 0, true, "{\"id\":1,\"mood\":\"good\"}");
      loads.committer(run).complete();
      assertThat(loads.rows("mood, mood__text")).containsExactly("null | good");
      TableSchema table = loads.state().table();
      assertThat(table.named("mood").orElseThrow().type()).isEqualTo(ColumnType.INTEGER);
    }
  }

  @Test
  void aFractionGetsAColumnBesideOneOfWholeNumbers() {
    try (Destination destination = ref.open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      loads.stage(run, Loads.whole(), 0, false, "{\"id\":1,\"visits\":7}");
      loads.committer(run).commitStaged();
      loads.stage(run, Loads.whole(), 1, true, "{\"id\":2,\"visits\":7.5}");
      loads.committer(run).complete();
      assertThat(loads.rows("visits, visits__decimal"))
          .containsExactly("7 | null", "null | 7.500000000");
    }
  }

  @Test
  void rowsComeByFilesThatAreGoneWhenTheyAreLoaded() throws Exception {
    int before = SNOWFLAKE.stagedFiles().size();
    int statements = SNOWFLAKE.statements().size();
    try (Destination destination = ref.open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      loads.stage(run, Loads.whole(), 0, true, "{\"id\":1}");
    }
    List<String> all = SNOWFLAKE.statements();
    assertThat(all.subList(statements, all.size()))
        .anyMatch(sql -> sql.startsWith("PUT 'file:"))
        .noneMatch(sql -> sql.matches("(?s)INSERT INTO \\S+_TIDEMARK_STAGE_.*"));
    assertThat(SNOWFLAKE.stagedFiles()).hasSize(before);
  }

  @Test
  void onlyQueriesAreRunForPeople() {
    try (Destination destination = ref.open(Access.READ)) {
      assertThat(new Loads(destination).query("-- why\n SELECT 1 AS one")).containsExactly("1");
      assertThatThrownBy(() -> destination.query("SELECT a FROM nowhere"))
          .hasMessageContaining("does not exist or not authorized")
          .satisfies(e -> assertThat(((Problem) e).kind()).isEqualTo(Problem.Kind.CONFIG));
      assertThatThrownBy(() -> destination.query("CREATE TABLE x (a INT)"))
          .hasMessageContaining("only queries");
      assertThatThrownBy(() -> destination.query("/* SELECT */ DELETE FROM x"))
          .hasMessageContaining("only queries");
    }
  }
}
