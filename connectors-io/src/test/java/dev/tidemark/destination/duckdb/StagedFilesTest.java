package dev.tidemark.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.destination.ColumnsContract;
import dev.tidemark.destination.Destination;
import dev.tidemark.destination.DestinationProvider.Access;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.destination.ListsContract;
import dev.tidemark.destination.Loads;
import dev.tidemark.destination.RandomLoad;
import dev.tidemark.destination.Run;
import dev.tidemark.destination.StagingContract;
import dev.tidemark.destination.Strategy;
import dev.tidemark.destination.SupersedeContract;
import dev.tidemark.shape.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What destinations promise, where all rows wait in files. */
class StagedFilesTest
    implements StagingContract, ColumnsContract, ListsContract, SupersedeContract {
  @TempDir Path folder;
  private Destination destination;
  private Loads loads;

  /** The names of folders may have characters that stand for others in patterns. */
  private Path database() {
    return folder.resolve("a[b]*'?.duckdb");
  }

  private DestinationRef ref() {
    return DestinationRef.of("files:" + database());
  }

  @BeforeEach
  void open() {
    destination = ref().open(Access.WRITE);
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
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 10));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheOrderOfPagesCommitsAndDeathsTheTableHoldsWhatItMust(int seed) throws IOException {
    new RandomLoad(ref(), seed).runAndCompare();
    assertThat(staged()).isEmpty();
  }

  @Test
  void filesAreThereForAsLongAsTheirRowsWait() throws IOException {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    assertThat(staged()).hasSize(1);
    loads.committer(run).commitStaged();
    assertThat(staged()).isEmpty();
    loads.stage(run, Loads.part("b"), 0, true, "{\"id\":2}");
    loads.committer(run).complete();
    assertThat(folder.resolve(database() + ".staged")).doesNotExist();
    assertThat(loads.ids()).containsExactly(1L, 2L);
  }

  @Test
  void aSliceWhoseFileIsGoneIsReadAgain() throws IOException {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, false, "{\"id\":1}", "{\"id\":\"none\"}");
    Path first = staged().get(0);
    loads.stage(run, Loads.part("a"), 1, true, "{\"id\":2}");
    loads.stage(run, Loads.part("b"), 0, true, "{\"id\":3}");
    Files.delete(first);
    List<String> slices = List.of(Loads.part("a").id(), Loads.part("b").id());
    assertThat(destination.lastStaged(Loads.KEY, run.sync(), slices))
        .containsOnlyKeys(Loads.part("b").id());
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}", "{\"id\":2}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aCommitLeavesOutSlicesWhoseFilesAreGone() throws IOException {
    Run run = loads.begin(Strategy.MERGE, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    Files.delete(staged().get(0));
    loads.stage(run, Loads.part("b"), 0, true, "{\"id\":2}");
    assertThat(loads.committer(run).commitStaged()).isEqualTo(1);
    assertThat(loads.ids()).containsExactly(2L);
  }

  @Test
  void aRunIsNotCompletedWithoutASliceWhoseFileIsGone() throws IOException {
    Run run = loads.begin(Strategy.REPLACE, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    Path first = staged().get(0);
    loads.stage(run, Loads.part("b"), 0, true, "{\"id\":2}");
    Files.delete(first);
    assertThatThrownBy(() -> loads.committer(run).complete()).hasMessageContaining("sync again");
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L, 2L);
  }

  @Test
  void aFileOfATransactionThatCameToNothingIsNotReadAndGoesWithTheOthers() throws IOException {
    Run run = loads.begin(Strategy.APPEND, Contract.EVOLVE);
    loads.stage(run, Loads.part("a"), 0, true, "{\"id\":1}");
    Path first = staged().get(0);
    Files.copy(first, first.resolveSibling("unheard-of.parquet"));
    loads.stage(run, Loads.part("b"), 0, true, "{\"id\":2}");
    loads.committer(run).complete();
    assertThat(loads.ids()).containsExactly(1L, 2L);
    assertThat(staged()).isEmpty();
  }

  @Test
  void whatAnAbandonedRunHasStagedIsRemovedByTheNext() throws IOException {
    loads.stage(
        loads.begin(Strategy.APPEND, Contract.EVOLVE), Loads.part("a"), 0, true, "{\"id\":1}");
    assertThat(staged()).hasSize(1);
    loads.begin(Strategy.APPEND, Contract.EVOLVE);
    assertThat(staged()).isEmpty();
  }

  private List<Path> staged() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }
}
