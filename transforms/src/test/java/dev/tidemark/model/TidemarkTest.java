package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TidemarkTest {
  private static final CursorMark JUNE = new CursorMark("2025-06-01", 1_748_736_000_000_000L);
  private static final CursorMark JULY = new CursorMark("2025-07-01", 1_751_328_000_000_000L);

  @Test
  void comesBackFromItsJson() {
    Map<String, CursorMark> partitions = new LinkedHashMap<>();
    partitions.put("{\"account\":\"AC2\"}", JULY);
    partitions.put("{\"account\":\"AC1\"}", new CursorMark("ä\"", Long.MIN_VALUE));
    Tidemark tidemark = new Tidemark(JUNE, partitions, "2026-01-01T00:00:00Z");
    Tidemark read = Tidemark.parse(tidemark.toJson().toString());
    assertThat(read).isEqualTo(tidemark);
    assertThat(read.partitions().keySet()).containsExactlyElementsOf(partitions.keySet());
  }

  @Test
  void leavesOutWhatItDoesNotHave() {
    assertThat(Tidemark.NONE.toJson()).hasToString("{\"format\":1}");
    assertThat(Tidemark.parse("{\"format\":1}")).isEqualTo(Tidemark.NONE);
    assertThat(Tidemark.parse("{\"format\":1}").isNone()).isTrue();
  }

  @Test
  void hasAJsonFormThatStays() {
    Tidemark tidemark = new Tidemark(JUNE, Map.of("{}", JULY), "2026-01-01T00:00:00Z");
    assertThat(tidemark.toJson())
        .hasToString(
            "{\"format\":1,\"cursor\":{\"value\":\"2025-06-01\",\"order\":1748736000000000},"
                + "\"partitions\":{\"{}\":{\"value\":\"2025-07-01\",\"order\":1751328000000000}},"
                + "\"completed_at\":\"2026-01-01T00:00:00Z\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"format\":2}", "{}", "{\"format\":\"1\"}"})
  void refusesAnotherFormat(String text) {
    assertThatThrownBy(() -> Tidemark.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("this version reads 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"format\":1,\"cursor\":null}",
        "{\"format\":1,\"cursor\":\"2025-01-01\"}",
        "{\"format\":1,\"cursor\":{\"value\":\"2025-01-01\"}}",
        "{\"format\":1,\"cursor\":{\"value\":1,\"order\":1}}",
        "{\"format\":1,\"cursor\":{\"value\":\"x\",\"order\":1.5}}",
        "{\"format\":1,\"partitions\":{\"{}\":1}}",
        "{\"format\":1,\"completed_at\":1}"
      })
  void refusesWhatIsNoTidemark(String text) {
    assertThatThrownBy(() -> Tidemark.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reportsHowManyPartitionsHaveBeenReadAndNotWhich() {
    Tidemark read = Tidemark.NONE.withRead(PartitionSet.EMPTY.plus(List.of("a", "b", "c")));
    Tidemark above = Tidemark.at(JUNE).withParents(Map.of("folders", read));
    assertThat(read.toReport()).hasToString("{\"format\":1,\"read\":3}");
    assertThat(above.toReport().object("parents").object("folders").get("read")).isEqualTo(3L);
    assertThat(Tidemark.at(JUNE).toReport()).isEqualTo(Tidemark.at(JUNE).toJson());
  }

  @Test
  void aPartitionThatWasNeverSeenStartsWhereTheStreamStands() {
    Partition seen = Partition.of(JsonObject.of("a", 1L));
    Tidemark tidemark = new Tidemark(JUNE, Map.of(seen.key(), JULY), null);
    assertThat(tidemark.of(seen)).contains(JULY);
    assertThat(tidemark.of(Partition.WHOLE)).contains(JUNE);
    assertThat(Tidemark.NONE.of(seen)).isEmpty();
  }

  @Test
  void doesNotChangeWithTheMapItWasMadeFrom() {
    Map<String, CursorMark> partitions = new LinkedHashMap<>(Map.of("{}", JUNE));
    Tidemark tidemark = new Tidemark(null, partitions, null);
    partitions.clear();
    assertThat(tidemark.partitions()).containsExactly(Map.entry("{}", JUNE));
  }
}
