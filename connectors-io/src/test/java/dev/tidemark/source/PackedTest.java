package dev.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class PackedTest {
  @Test
  void aCopyHoldsTheSame() {
    Packed<ArrayList<String>> packed = Packed.of(new ArrayList<>(List.of("a", "b")));
    assertThat(packed.get()).containsExactly("a", "b");
    assertThat(SerializableUtils.clone(packed).get()).containsExactly("a", "b");
  }

  @Test
  void itIsUnpackedOnce() {
    Packed<ArrayList<String>> packed = Packed.of(new ArrayList<>(List.of("a")));
    assertThat(packed.get()).isSameAs(packed.get());
  }
}
