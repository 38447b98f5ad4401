package dev.tidemark.destination.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.destination.ColumnsContract;
import dev.tidemark.destination.Committer;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.ListsContract;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.QueryResult;
import dev.tidemark.destination.RandomLoad;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagingContract;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.SupersedeContract;
import dev.tidemark.shape.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What destinations promise, where all rows wait in tables made for them. */
class PortionTablesTest
    implements StagingContract, ColumnsContract, ListsContract, SupersedeContract {
  private static final int WORKERS = 4;
  private static final int SLICES = 12;

  private final DestinationRef ref =
      DestinationRef.of(PostgresServer.database().replace("postgresql:", "tables:"));
  private Destination destination;
  private Loads loads;

  @BeforeEach
  void open() {
    destination = ref.open(Access.WRITE);
    loads = new Loads(destination);
  }

  @AfterEach
  void close() {
    destination.close();
  }

  @Override
  public Destination destination() {
    return destination;
  }

  @Override
  public Loads loads() {
    return loads;
  }

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 5));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheOrderOfPagesCommitsAndDeathsTheTableHoldsWhatItMust(int seed) {
    new RandomLoad(ref, seed).runAndCompare();
    assertThat(portions()).isEmpty();
  }

  @Test
  void aPortionIsThereForAsLongAsItsRowsWait() {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    assertThat(portions()).hasSize(1);
    loads.committer(run).commitStaged();
    assertThat(portions()).isEmpty();
    loads.stage(run, Loads.part("b"), 0, true, "{\"id\":2}");
    assertThat(portions()).hasSize(1);
    loads.committer(run).complete();
    assertThat(portions()).isEmpty();
    assertThat(loads.ids()).containsExactly(1L, 2L);
  }

  @Test
  void whatAnAbandonedRunHasStagedIsRemovedByTheNext() {
    loads.stage(
        loads.begin(Strategy.APPEND, Contract.EVOLVE), Loads.part("a"), 0, true, "{\"id\":1}");
    assertThat(portions()).hasSize(1);
    loads.begin(Strategy.APPEND, Contract.EVOLVE);
    assertThat(portions()).isEmpty();
  }

  /** One's commit drops what another one is about to read. */
  @Test
  void workersMayAllCommitAtOnce() throws Exception {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        int first = worker;
        work.add(() -> stageAndCommit(run, first));
      }
      for (Future<Void> done : workers.invokeAll(work)) {
        done.get();
      }
    } finally {
      workers.shutdown();
    }
    loads.committer(run).complete();
    assertThat(loads.ids())
        .containsExactlyElementsOf(LongStream.range(0, WORKERS * SLICES).boxed().toList());
    assertThat(portions()).isEmpty();
  }

  private Void stageAndCommit(Run run, int first) {
    try (Destination own = ref.open(Access.WRITE)) {
      Loads lane = new Loads(own);
      for (int i = 0; i < SLICES; i++) {
        int id = first * SLICES + i;
        lane.stage(run, Loads.part("part" + id), 0, true, "{\"id\":" + id + "}");
        new Committer(own, Loads.KEY, run).commitStaged();
      }
      return null;
    }
  }

  private List<String> portions() {
    List<String> names = new ArrayList<>();
    try (QueryResult result =
        destination.query(
            "SELECT table_name FROM information_schema.tables"
                + " WHERE table_name LIKE '\\_tidemark\\_portion%'")) {
      result.forEachRemaining(row -> names.add(String.valueOf(row.get(0))));
    }
    return names;
  }
}
