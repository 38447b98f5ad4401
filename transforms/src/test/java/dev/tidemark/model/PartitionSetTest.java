package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionSetTest {
  private static List<String> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "{\"file\":\"" + i + "\"}").toList();
  }

  @Test
  void knowsWhatIsInItAndNothingElse() {
    PartitionSet set = PartitionSet.EMPTY.plus(keys(0, 5_000)).plus(keys(4_000, 10_000));
    assertThat(set.size()).isEqualTo(10_000);
    assertThat(keys(0, 10_000)).allMatch(set::contains);
    assertThat(keys(10_000, 20_000)).noneMatch(set::contains);
  }

  @Test
  void setsAreJoinedAndTakenAway() {
    PartitionSet low = PartitionSet.EMPTY.plus(keys(0, 10));
    PartitionSet high = PartitionSet.EMPTY.plus(keys(5, 15));
    assertThat(low.union(high)).isEqualTo(PartitionSet.EMPTY.plus(keys(0, 15)));
    assertThat(low.minus(high)).isEqualTo(PartitionSet.EMPTY.plus(keys(0, 5)));
  }

  @Test
  void takesEightBytesForEachWhenItTravels() {
    PartitionSet set = PartitionSet.EMPTY.plus(keys(0, 3_000));
    assertThat(set.text()).hasSize(3_000 * 8 * 4 / 3);
    assertThat(PartitionSet.parse(set.text())).isEqualTo(set);
    Tidemark tidemark = Tidemark.NONE.withRead(set);
    assertThat(Tidemark.parse(tidemark.toJson().toString())).isEqualTo(tidemark);
  }

  @Test
  void textThatIsCutOffIsRefused() {
    assertThatThrownBy(() -> PartitionSet.parse("AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
