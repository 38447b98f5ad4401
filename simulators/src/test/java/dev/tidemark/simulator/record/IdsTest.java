package dev.tidemark.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdsTest {
  private final Ids ids = Ids.of(Dice.of(7, "test"), "cus_");

  @Test
  void identifiersLeadBackToTheirPosition() {
    for (long position : new long[] {0, 1, 2, 199, 1_000_000, (1L << 40) - 1}) {
      assertThat(ids.positionOfUuid(ids.uuid(position))).isEqualTo(position);
      assertThat(ids.positionOfCode(ids.code(position))).isEqualTo(position);
    }
  }

  @Test
  void uuidsAreOfVersionFour() {
    UUID uuid = UUID.fromString(ids.uuid(5).substring(4));
    assertThat(uuid.version()).isEqualTo(4);
    assertThat(uuid.variant()).isEqualTo(2);
  }

  @Test
  void strangersLeadNowhere() {
    assertThat(ids.positionOfUuid("cus_" + UUID.nameUUIDFromBytes(new byte[1]))).isEqualTo(-1);
    assertThat(ids.positionOfUuid("")).isEqualTo(-1);
    assertThat(ids.positionOfCode("cus_0000000000000000")).isEqualTo(-1);
    assertThat(ids.positionOfCode("cus_?")).isEqualTo(-1);
    assertThat(ids.positionOfCode("")).isEqualTo(-1);
  }
}
