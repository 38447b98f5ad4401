package dev.tidemark.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordSetTest {
  private static final Recipe NUMBERS = (position, sink) -> sink.number("n", position);

  @Test
  void selectionAppliesItsConditionAndOrder() {
    Selection even = Selection.range(0, 10).where(position -> position % 2 == 0);
    assertThat(text(new RecordSet(even.reversed(), NUMBERS), 1, 3))
        .isEqualTo("[{\"n\":6},{\"n\":4}]");
    assertThat(new RecordSet(even, NUMBERS).records())
        .extracting(record -> record.get("n"))
        .containsExactly(0L, 2L, 4L, 6L, 8L);
  }

  @Test
  void indexAfterAPositionCountsThoseUpToIt() {
    Selection range = Selection.range(10, 20);
    Selection even = range.where(position -> position % 2 == 0);
    assertThat(range.indexAfter(12)).isEqualTo(3);
    assertThat(range.indexAfter(5)).isZero();
    assertThat(range.indexAfter(50)).isEqualTo(10);
    assertThat(range.reversed().indexAfter(12)).isEqualTo(8);
    assertThat(even.indexAfter(12)).isEqualTo(2);
    assertThat(even.indexAfter(13)).isEqualTo(2);
    assertThat(even.reversed().indexAfter(12)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,128", "5,130", "127,129", "128,256", "1,300", "255,300", "299,300"})
  void keptTextIsTheSameAsTextWrittenAfresh(int from, int to) {
    Recipe kept = new RenderedBlocks(NUMBERS, () -> 300, 4);
    String afresh = text(RecordSet.all(300, NUMBERS), from, to);
    assertThat(text(RecordSet.all(300, kept), from, to)).as("first").isEqualTo(afresh);
    assertThat(text(RecordSet.all(300, kept), from, to)).as("again").isEqualTo(afresh);
  }

  private static String text(RecordSet set, int from, int to) {
    JsonBytes out = new JsonBytes().raw('[');
    set.append(out, from, to);
    return out.raw(']').toString();
  }
}
