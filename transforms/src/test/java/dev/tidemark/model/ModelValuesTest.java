package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelValuesTest {
  private static final CursorMark EARLY = new CursorMark("a", 1);
  private static final CursorMark LATE = new CursorMark("b", 2);

  @Test
  void theLaterMarkIsTheOneOfHigherOrderAndOfEqualsTheOneOfGreaterValue() {
    assertThat(CursorMark.later(EARLY, LATE))
        .isSameAs(CursorMark.later(LATE, EARLY))
        .isSameAs(LATE);
    CursorMark justAfter = new CursorMark("c", 2);
    assertThat(CursorMark.later(LATE, justAfter))
        .isSameAs(CursorMark.later(justAfter, LATE))
        .isSameAs(justAfter);
    assertThat(EARLY).isLessThan(LATE);
  }

  @Test
  void anyMarkIsLaterThanNone() {
    assertThat(CursorMark.later(null, EARLY))
        .isSameAs(CursorMark.later(EARLY, null))
        .isSameAs(EARLY);
    assertThat(CursorMark.later(null, null)).isNull();
  }

  @Test
  void metaColumnsHaveThePrefixThatWasAskedFor() {
    assertThat(MetaColumns.withPrefix("_tidemark")).isEqualTo(MetaColumns.DEFAULT);
    assertThat(MetaColumns.withPrefix("_dp").names())
        .containsExactly("_dp_id", "_dp_extracted_at", "_dp_meta");
  }

  @Test
  void theAirbytePrefixGivesTheNamesOfPyAirbyte() {
    assertThat(MetaColumns.withPrefix("_airbyte").names())
        .containsExactly("_airbyte_raw_id", "_airbyte_extracted_at", "_airbyte_meta");
  }

  @Test
  void aPageIsFollowedByTheNext() {
    assertThat(PagePosition.FIRST.next("a").next("b")).isEqualTo(new PagePosition(2, "b"));
  }

  @Test
  void aSecretPrintsStars() {
    Secret secret = new Secret("hunter22");
    assertThat(secret + " " + List.of(secret)).isEqualTo("**** [****]");
    assertThat(secret.reveal()).isEqualTo("hunter22");
  }

  @Test
  void aBatchKnowsWhetherItIsTheLastOfItsSlice() {
    List<JsonObject> records = new ArrayList<>(List.of(new JsonObject()));
    RecordBatch last = new RecordBatch(Slice.whole("s"), 3, records, 0, 0, null, null, null);
    records.clear();
    assertThat(last.isLast() && last.next().isEmpty()).isTrue();
    assertThat(last.records()).hasSize(1);
  }
}
