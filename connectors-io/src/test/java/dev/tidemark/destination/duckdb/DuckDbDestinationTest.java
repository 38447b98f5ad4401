package dev.tidemark.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationContract;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.InterruptedLoad;
import dev.tidemark.destination.Rhythm;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.sql.MortalConnection;
import dev.tidemark.destination.sql.Session;
import dev.tidemark.destination.sql.SqlDestination;
import dev.tidemark.destination.sql.Tables;
import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbDestinationTest extends DestinationContract {
  @TempDir Path folder;

  @Override
  protected DestinationRef ref() {
    return DestinationRef.of("duckdb:" + folder.resolve("test.duckdb"));
  }

  @Test
  void aFileThatAnotherProcessHasOpenIsSaidSoWithItsProcess() throws Exception {
    Path file = folder.resolve("locked.duckdb");
    Process holder = hold(file);
    try {
      DestinationRef locked = DestinationRef.of("duckdb:" + file);
      assertThatThrownBy(() -> locked.open(Access.WRITE))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("open in another process")
          .hasMessageContaining("PID " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
  }

  /** With rows that wait in files and rows that wait in tables. */
  @ParameterizedTest(name = "{0}, in files from {1} rows on")
  @CsvSource({"APPEND, 1", "MERGE, 1", "MERGE, 1000"})
  void aWorkerThatDiesAfterAnyStatementIsFollowedByOneThatFinishesItsWork(
      Strategy strategy, int fewest) {
    int steps = new InterruptedLoad(strategy).interruptEverywhere(step -> place(step, fewest));
    assertThat(steps).isGreaterThan(30);
  }

  private InterruptedLoad.Place place(int step, int fewest) {
    Path file = folder.resolve("place" + step + ".duckdb");
    AtomicInteger left = new AtomicInteger(step);
    DuckDbDialect dialect = new DuckDbDialect();
    return InterruptedLoad.Place.of(
        () ->
            new SqlDestination(
                new Session(
                    dialect,
                    () -> MortalConnection.of(DuckDbProvider.connect(file, Access.WRITE), left),
                    "test"),
                "main",
                Access.WRITE,
                Rhythm.OF_TRANSACTIONS,
                new FilesBeside(new Tables(dialect, "main"), file, fewest)),
        () -> DuckDbProvider.open(DestinationRef.of("duckdb:" + file), Access.WRITE, fewest));
  }

  @Test
  void aFileCanBeOpenedWhileAnotherThreadClosesIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> openAndClose =
          () -> {
            int opened = 0;
            for (int i = 0; i < 40; i++) {
              DuckDbProvider.connect(folder.resolve("shared.duckdb"), Access.WRITE).close();
              opened++;
            }
            return opened;
          };
      for (Future<Integer> opened : threads.invokeAll(Collections.nCopies(4, openAndClose))) {
        assertThat(opened.get()).isEqualTo(40);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void readingMakesNoFile() {
    Path missing = folder.resolve("missing.duckdb");
    DestinationRef ref = DestinationRef.of("duckdb:" + missing);
    assertThatThrownBy(() -> ref.open(Access.READ)).hasMessageContaining("no database");
    ref.provider().check(ref);
    assertThat(missing).doesNotExist();
  }

  @Test
  void tablesGoIntoTheSchemaThatIsAskedFor() {
    DestinationRef ref =
        DestinationRef.of("duckdb:" + folder.resolve("s.duckdb"), "raw", SealedConfig.EMPTY);
    try (Destination destination = ref.open(Access.WRITE)) {
      assertThat(destination.columns("_tidemark_state")).isPresent();
    }
  }

  /** Starts a process that opens the file and says so before it waits to be ended. */
  private static Process hold(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('!');
    assertThat(Files.exists(file)).isTrue();
    return process;
  }

  /** A process that has a database open until its input ends. */
  static final class Holder {
    public static void main(String[] arguments) throws IOException {
      DestinationRef ref = DestinationRef.of("duckdb:" + arguments[0]);
      try (Destination held = ref.open(Access.WRITE)) {
        held.states("any");
        System.out.print('!');
        System.out.flush();
        int end = System.in.read();
        assertThat(end).isNotEqualTo(Integer.MIN_VALUE);
      }
    }
  }
}
