package dev.tidemark.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.Hold;
import dev.tidemark.destination.InterruptedLoad;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.sql.MortalConnection;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlDestination;
import dev.tidemark.problem.Problem;
import dev.tidemark.shape.Contract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresDestinationTest extends DestinationContract {
  private final String url = PostgresServer.database();

  @Override
  protected DestinationRef ref() {
    return DestinationRef.of(url);
  }

  @ParameterizedTest(name = "{0}, carried out: {1}")
  @CsvSource({
    "COMMIT, true",
    "COMMIT, false",
    "COPY, true",
    "INSERT INTO \"public\".\"people\", true",
    "BEGIN, false",
    "UPDATE, false"
  })
  void aLostConnectionLosesNothingAndDoublesNothing(String statement, boolean carriedOut)
      throws Exception {
    try (CuttingProxy proxy = new CuttingProxy(PostgresServer.port());
        Destination destination = through(proxy).open(Access.WRITE)) {
      Loads loads = new Loads(destination);
      Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
      for (int page = 0; page < 4; page++) {
        proxy.cut(statement, carriedOut);
        loads.stage(run, Loads.whole(), page, page == 3, "{\"id\":" + page + "}");
        proxy.cut(statement, carriedOut);
        loads.committer(run).commitStaged();
      }
      loads.committer(run).complete();
      assertThat(proxy.cuts()).as("cut connections").isPositive();
      assertThat(loads.ids()).containsExactly(0L, 1L, 2L, 3L);
      assertThat(destination.states("crm").get("people").run()).isEmpty();
    }
  }

  /** With rows that wait in tables of their own and rows that wait in one for all. */
  @ParameterizedTest(name = "{0}, in tables of their own from {1} rows on")
  @CsvSource({"APPEND, 1", "MERGE, 1", "MERGE, 1000"})
  void aWorkerThatDiesAfterAnyStatementIsFollowedByOneThatFinishesItsWork(
      Strategy strategy, int fewest) {
    int steps = new InterruptedLoad(strategy).interruptEverywhere(step -> place(step, fewest));
    assertThat(steps).isGreaterThan(30);
  }

  private InterruptedLoad.Place place(int step, int fewest) {
    DestinationRef place = DestinationRef.of(url, "place" + step, SealedConfig.EMPTY);
    AtomicInteger left = new AtomicInteger(step);
    return InterruptedLoad.Place.of(
        () -> {
          Session session =
              new Session(
                  new PostgresDialect(),
                  () -> MortalConnection.of(PostgresProvider.connect(place, Access.WRITE), left),
                  "test");
          return SqlDestination.withTables(session, place.schema(), Access.WRITE, fewest);
        },
        () -> PostgresProvider.open(place, Access.WRITE, fewest));
  }

  @Test
  void aSecondProcessIsToldThatTheConnectionIsBeingSynced() throws Exception {
    DestinationProvider provider = ref().provider();
    try (AutoCloseable held = provider.hold(ref(), "crm")) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> provider.hold(ref(), "crm"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("connection crm in postgresql://127.0.0.1")
          .hasMessageContaining("is being synced by another process (from 127.0.0.1, since 2");
      provider.hold(ref(), "other").close();
    }
    provider.hold(ref(), "crm").close();
  }

  @Test
  void aLockThatTheServerHasLostIsTakenAgainUnlessAnotherProcessHasIt() throws Exception {
    DestinationProvider provider = ref().provider();
    try (Hold held = provider.hold(ref(), "crm")) {
      endAllSessions();
      held.renew();
      assertThatThrownBy(() -> provider.hold(ref(), "crm"))
          .hasMessageContaining("is being synced by another process");
      endAllSessions();
      try (Hold other = provider.hold(ref(), "crm")) {
        assertThatThrownBy(held::renew)
            .isInstanceOf(Problem.class)
            .hasMessageContaining("is being synced by another process (from 127.0.0.1");
        other.renew();
      }
    }
    provider.hold(ref(), "crm").close();
  }

  private void endAllSessions() {
    while (PostgresServer.killConnections(url) > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aUserWithoutRightsIsToldWhichOnesAreMissing() {
    String user = "reader_" + url.substring(url.lastIndexOf('_') + 1);
    PostgresServer.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'pässword%1'");
    DestinationRef ref = DestinationRef.of(url.replace("postgres@", user + ":p%C3%A4ssword%251@"));
    assertThat(ref.url()).doesNotContain("ssword");
    assertThat(ref.toString()).doesNotContain("pässword").doesNotContain("ssword%");
    assertThatThrownBy(() -> ref.provider().check(ref))
        .hasMessageContaining(user + " may not make tables in the schema public")
        .hasMessageContaining("GRANT USAGE, CREATE ON SCHEMA public TO " + user);
    DestinationRef elsewhere = DestinationRef.of(ref.url(), "raw", ref.options());
    assertThatThrownBy(() -> elsewhere.provider().check(elsewhere))
        .hasMessageContaining("may not make the schema raw");
    assertThatThrownBy(() -> ref.open(Access.WRITE)).hasMessageContaining("permission denied");
  }

  @Test
  void aWrongDatabaseOrUserIsSaidSo() {
    DestinationRef database = DestinationRef.of(url.replaceFirst("test_\\d+$", "nowhere"));
    assertThatThrownBy(() -> database.provider().check(database))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("\"nowhere\" does not exist");
    DestinationRef user = DestinationRef.of(url.replace("postgres@", "nobody@"));
    assertThatThrownBy(() -> user.provider().check(user)).hasMessageContaining("nobody");
    DestinationRef port = DestinationRef.of("postgresql://postgres@127.0.0.1:1/x");
    assertThatThrownBy(() -> port.provider().check(port))
        .hasMessageContaining("postgresql://127.0.0.1:1/x");
  }

  @Test
  void tablesGoIntoTheSchemaThatIsAskedFor() {
    DestinationRef ref = DestinationRef.of(url, "Odd \"schema\"", SealedConfig.EMPTY);
    ref.provider().check(ref);
    try (Destination destination = ref.open(Access.WRITE)) {
      assertThat(destination.columns("_tidemark_state")).isPresent();
    }
    DestinationRef empty = DestinationRef.of(url, "empty", SealedConfig.EMPTY);
    try (Destination other = empty.open(Access.READ)) {
      assertThat(other.columns("_tidemark_state")).isEmpty();
    }
  }

  @Test
  void readingChangesNothing() {
    try (Destination destination = ref().open(Access.READ)) {
      assertThatThrownBy(() -> destination.query("CREATE TABLE x (a int)"))
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void longNamesThatBeginAlikeStayApart() {
    PostgresDialect dialect = new PostgresDialect();
    String begin = "é".repeat(40);
    assertThat(dialect.identifier("short")).isEqualTo("short");
    assertThat(dialect.identifier(begin + "a"))
        .isNotEqualTo(dialect.identifier(begin + "b"))
        .matches("é{27}_[0-9a-f]{8}");
  }

  private DestinationRef through(CuttingProxy proxy) {
    return DestinationRef.of(url.replaceFirst(":\\d+/", ":" + proxy.port() + "/"));
  }
}
