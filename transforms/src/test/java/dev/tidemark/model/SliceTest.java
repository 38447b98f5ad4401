package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SliceTest {
  private static final Partition ACCOUNT = Partition.of(JsonObject.of("sid", "AC1"));
  private static final Interval MAY = new Interval(0, "2025-05-01", "2025-06-01");

  @Test
  void aPartitionIsItsValuesInWhateverOrder() {
    Partition one = Partition.of(JsonObject.of("a", 1L, "b", JsonObject.of("y", 1L, "x", 2L)));
    Partition other = Partition.of(JsonObject.of("b", JsonObject.of("x", 2L, "y", 1L), "a", 1L));
    assertThat(other).isEqualTo(one);
    assertThat(one.key()).isEqualTo("{\"a\":1,\"b\":{\"x\":2,\"y\":1}}");
    assertThat(one.values())
        .isEqualTo(JsonObject.of("a", 1L, "b", JsonObject.of("x", 2L, "y", 1L)));
  }

  @Test
  void theOnlyPartitionIsWhole() {
    assertThat(Partition.of(new JsonObject())).isEqualTo(Partition.WHOLE);
    assertThat(Partition.WHOLE.isWhole()).isTrue();
    assertThat(ACCOUNT.isWhole()).isFalse();
  }

  @Test
  void slicesThatDifferHaveDifferentIds() {
    List<Slice> slices =
        List.of(
            Slice.whole("calls"),
            new Slice("calls", ACCOUNT, null, "{}"),
            new Slice("calls", ACCOUNT, MAY, "{}"),
            new Slice("calls", Partition.WHOLE, MAY, "{}"),
            new Slice("calls", ACCOUNT, new Interval(1, "2025-06-01", "2025-07-01"), "{}"));
    assertThat(slices.stream().map(Slice::id)).doesNotHaveDuplicates();
  }

  @Test
  void extraValuesAreNoPartOfTheId() {
    Slice plain = new Slice("calls", ACCOUNT, MAY, "{}");
    Slice more = new Slice("calls", ACCOUNT, MAY, "{\"parent\":1}");
    assertThat(more.id()).isEqualTo(plain.id());
    assertThat(more.extraValues()).isEqualTo(JsonObject.of("parent", 1L));
  }

  @Test
  void streamsShareASliceAndSlicesOfOneStreamDoNot() {
    Slice may = new Slice("calls", Partition.WHOLE, MAY, "{}");
    Slice account = new Slice("calls", ACCOUNT, null, "{}");
    assertThat(Slice.shared(List.of("calls"), "{}").isShared()).isTrue();
    assertThat(Slice.group(List.of(may, account)).isShared()).isFalse();
    assertThat(Slice.group(List.of(account, may)).isShared()).isFalse();
    assertThat(Slice.group(List.of(may))).isEqualTo(may);
  }

  @Test
  void theLabelIsEmptyForAStreamOfOneSlice() {
    assertThat(Slice.whole("calls").label()).isEmpty();
    assertThat(new Slice("calls", Partition.WHOLE, MAY, "{}").label())
        .isEqualTo("2025-05-01..2025-06-01");
    assertThat(new Slice("calls", ACCOUNT, MAY, "{}").label())
        .isEqualTo("{\"sid\":\"AC1\"} 2025-05-01..2025-06-01");
  }
}
