package dev.tidemark.destination;

import dev.tidemark.destination.DestinationProvider.Access;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every destination promises. A destination's test extends it and says how to get one. */
public abstract class DestinationContract
    implements StagingContract,
        StrategyContract,
        SupersedeContract,
        VersionsContract,
        ListsContract,
        ColumnsContract {
  private Destination destination;
  private Loads loads;

  /** Where the tests' tables go; the same for every call within one test. */
  protected abstract DestinationRef ref();

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
  public final Destination destination() {
    return destination;
  }

  @Override
  public final Loads loads() {
    return loads;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverTheOrderOfPagesCommitsAndDeathsTheTableHoldsWhatItMust(int seed) {
    new RandomLoad(ref(), seed).runAndCompare();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void whateverTheOrderOfVersionsTheirChainIsTheSame(int seed) {
    new RandomVersions(ref(), seed).runAndCompare();
  }

  static IntStream fewSeeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 6));
  }

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("tidemark.seeds", 15));
  }
}
