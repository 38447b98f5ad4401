package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TruthTest {
  @Test
  void falseIsWhatIsEmptyOrZero() {
    Stream<Object> values =
        Stream.of(
            false,
            0L,
            0.0,
            new BigDecimal("0.00"),
            "",
            List.of(),
            Map.of(),
            new JsonObject(),
            IsoDuration.ZERO);

    assertThat(values).allMatch(value -> !Truth.of(value));
    assertThat(Truth.of(null)).isFalse();
  }

  @Test
  void everythingElseIsTrue() {
    Stream<Object> values =
        Stream.of(true, -1L, 0.1, Double.NaN, "0", " ", List.of(0L), JsonObject.of("a", null));

    assertThat(values).allMatch(Truth::of);
  }
}
