package dev.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.Partition;
import dev.tidemark.model.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which slices are read together. */
class PackingTest {
  private static final int READERS = 4;

  @Test
  void fewSlicesAreReadEachByItself() {
    assertThat(new Packing(READERS, 0).add(slices(0, 31, ""))).isEqualTo(slices(0, 31, ""));
  }

  @Test
  void ofManySlicesThereAreGroupsForAllReadersSeveralTimesOver() {
    List<Slice> groups = new Packing(READERS, 0).add(slices(0, 1_000, ""));
    assertThat(groups).hasSize(17);
    assertThat(parts(groups)).containsExactlyInAnyOrderElementsOf(slices(0, 1_000, ""));
    assertThat(groups).allSatisfy(group -> assertThat(group.parts()).hasSizeBetween(58, 59));
  }

  @Test
  void neighboursAreInDifferentGroups() {
    List<Slice> groups = new Packing(READERS, 0).add(slices(0, 1_000, ""));
    for (int i = 0; i < groups.size(); i++) {
      assertThat(groups.get(i).parts().get(0)).isEqualTo(slice(i, ""));
    }
  }

  @Test
  void whatComesInSmallLotsIsHeldBackUntilThereIsAGroupForEachReader() {
    Packing packing = new Packing(READERS, 320);
    List<Slice> groups = new ArrayList<>();
    int lots = 0;
    while (groups.isEmpty()) {
      groups.addAll(packing.add(slices(lots * 10, 10, "")));
      lots++;
    }
    assertThat(lots).isEqualTo(11);
    assertThat(groups).hasSizeGreaterThanOrEqualTo(READERS);
    assertThat(parts(groups)).containsExactlyInAnyOrderElementsOf(slices(0, 110, ""));
    assertThat(packing.add(slices(110, 10, ""))).isEmpty();
    assertThat(parts(packing.rest())).containsExactlyInAnyOrderElementsOf(slices(110, 10, ""));
    assertThat(packing.rest()).isEmpty();
    assertThat(packing.listed()).isEqualTo(440);
  }

  @Test
  void slicesThatCarryMuchStayInSmallGroups() {
    List<Slice> groups = new Packing(READERS, 100_000).add(slices(0, 100, "x".repeat(100_000)));
    assertThat(groups).hasSizeGreaterThanOrEqualTo(9);
  }

  private static List<Slice> parts(List<Slice> groups) {
    return groups.stream().flatMap(group -> group.parts().stream()).toList();
  }

  private static List<Slice> slices(int from, int count, String extra) {
    return IntStream.range(from, from + count).mapToObj(i -> slice(i, extra)).toList();
  }

  private static Slice slice(int number, String extra) {
    return new Slice("items", Partition.of(JsonObject.of("n", (long) number)), null, extra);
  }
}
