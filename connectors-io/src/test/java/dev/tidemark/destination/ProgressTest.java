package dev.tidemark.destination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import dev.tidemark.model.CursorMark;
import dev.tidemark.model.Interval;
import dev.tidemark.model.PagePosition;
import dev.tidemark.model.Partition;
import dev.tidemark.model.PartitionSet;
import dev.tidemark.model.Slice;
import dev.tidemark.model.Tidemark;
import dev.tidemark.shape.Nested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private static final Instant STARTED = Instant.parse("2024-06-01T12:00:00Z");
  private static final Progress.Completion END =
      new Progress.Completion(STARTED.plusMillis(90_500), Map.of(), PartitionSet.EMPTY);

  private long entries;

  private static CursorMark mark(long order) {
    return new CursorMark("at " + order, order);
  }

  private static Partition part(int number) {
    return Partition.of(JsonObject.of("part", (long) number));
  }

  /** The entry that ends a slice of a partition, the cursor having come to {@code latest}. */
  private LedgerEntry end(Partition partition, int ordinal, boolean last, CursorMark latest) {
    Interval interval = new Interval(ordinal, "s" + ordinal, "e" + ordinal, last);
    Slice slice = new Slice("items", partition, interval, "{}");
    return LedgerEntry.of(entries++, slice, 0, 1, null, latest, 0, Map.of());
  }

  private static Run run(Tidemark from) {
    return new Run(
        "sync",
        STARTED,
        "",
        Strategy.MERGE,
        List.of("id"),
        "at",
        null,
        null,
        null,
        List.of(),
        Nested.JSON,
        null,
        null,
        from);
  }

  private static Progress advance(
      Tidemark before, List<LedgerEntry> entries, Progress.Completion completion) {
    return Progress.advance(before, run(before), entries, completion);
  }

  @Test
  void theStreamAsAWholeAdvancesOnlyWhenAllOfItIsRead() {
    Tidemark before = new Tidemark(mark(10), Map.of(part(1).key(), mark(10)), null);
    LedgerEntry one = end(part(1), 0, true, mark(30));
    Tidemark during = advance(before, List.of(one), null).tidemark();
    assertThat(during.cursor()).isEqualTo(mark(10));
    assertThat(during.of(part(1))).contains(mark(30));
    assertThat(during.of(part(2))).contains(mark(10));
    Tidemark after = advance(during, List.of(end(part(2), 0, true, mark(20))), END).tidemark();
    assertThat(after.cursor()).isEqualTo(mark(30));
    assertThat(after.newest()).isNull();
  }

  @Test
  void aPartitionThatTheStateDoesNotKnowIsReadFromBeforeTheWholeOne() {
    Tidemark after =
        advance(Tidemark.NONE, List.of(end(part(1), 0, true, mark(30))), END).tidemark();
    assertThat(after.lookback(part(2))).hasSeconds(91);
    assertThat(after.lookback(part(1))).isZero();
    assertThat(after.lookback(Partition.WHOLE)).isZero();
  }

  @Test
  void aRunThatReadsNothingLeavesTheTidemarkAsItWas() {
    Tidemark before = new Tidemark(mark(10), Map.of(part(1).key(), mark(10)), null).withLookback(7);
    assertThat(advance(before, List.of(end(part(1), 0, true, null)), END).tidemark())
        .isEqualTo(before);
  }

  @Test
  void aStreamWithoutAnyCursorValueWasStillReadWhole() {
    List<LedgerEntry> entries = List.of(end(part(1), 0, true, null));
    assertThat(advance(Tidemark.NONE, entries, null).tidemark()).isEqualTo(Tidemark.NONE);
    assertThat(advance(Tidemark.NONE, entries, END).tidemark().completedAt())
        .isEqualTo(STARTED.toString());
  }

  @Test
  void aGapStopsAPartitionAndItsEntriesAreNotCounted() {
    LedgerEntry first = end(part(1), 0, false, mark(10));
    LedgerEntry third = end(part(1), 2, true, mark(30));
    LedgerEntry other = end(part(2), 0, true, mark(20));
    Progress progress = advance(Tidemark.NONE, List.of(third, first, other), null);
    assertThat(progress.tidemark().of(part(1))).contains(mark(10));
    assertThat(progress.counted()).containsExactly(other.id());
    LedgerEntry second = end(part(1), 1, false, null);
    Progress later = advance(progress.tidemark(), List.of(third, first, second), null);
    assertThat(later.tidemark().of(part(1))).contains(mark(30));
    assertThat(later.counted()).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
  }

  @Test
  void entriesOfPagesInTheMiddleOfASliceCountForNothing() {
    Slice slice = new Slice("items", part(1), null, "{}");
    LedgerEntry middle =
        LedgerEntry.of(9, slice, 0, 1, new PagePosition(1, "t"), mark(10), 0, Map.of());
    assertThat(advance(Tidemark.NONE, List.of(middle), null))
        .isEqualTo(new Progress(Tidemark.NONE, List.of()));
  }

  @Test
  void tooManyPartitionsShareOneCursorForGood() {
    List<LedgerEntry> all = new ArrayList<>();
    for (int i = 0; i <= Tidemark.MAX_PARTITIONS; i++) {
      all.add(end(part(i), 0, true, mark(i)));
    }
    Tidemark during = advance(Tidemark.NONE, all, null).tidemark();
    assertThat(during.global()).isTrue();
    assertThat(during.partitions()).isEmpty();
    assertThat(during.of(part(1))).isEmpty();
    Tidemark after = advance(during, List.of(), END).tidemark();
    assertThat(after.of(part(1))).contains(mark(Tidemark.MAX_PARTITIONS));
    Tidemark next = advance(after, List.of(end(part(1), 0, true, mark(99_999))), END).tidemark();
    assertThat(next.partitions()).isEmpty();
    assertThat(next.cursor()).isEqualTo(mark(99_999));
  }

  @Test
  void aRunWithOneCursorForAllKeepsNonePerPartition() {
    Tidemark before = Tidemark.NONE.withoutPartitions();
    Tidemark during =
        Progress.advance(Tidemark.NONE, run(before), List.of(end(part(1), 0, true, mark(5))), null)
            .tidemark();
    assertThat(during.partitions()).isEmpty();
    assertThat(during.newest()).isEqualTo(mark(5));
    assertThat(during.global()).isTrue();
  }

  @Test
  void whatIsKnownOfTheParentsHoldsOnlyWhenAllIsRead() {
    Map<String, Tidemark> parents = Map.of("projects", Tidemark.at(mark(3)));
    List<LedgerEntry> one = List.of(end(part(1), 0, true, mark(5)));
    Tidemark during = advance(Tidemark.NONE, one, null).tidemark();
    assertThat(during.parents()).isEmpty();
    Tidemark after =
        advance(during, List.of(), new Progress.Completion(STARTED, parents, PartitionSet.EMPTY))
            .tidemark();
    assertThat(after.parents()).isEqualTo(parents);
    assertThat(advance(after, one, END).tidemark().parents()).isEqualTo(parents);
  }
}
