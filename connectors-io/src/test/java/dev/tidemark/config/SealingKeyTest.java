package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealingKeyTest {
  private static final String TEXT = "a random text that nobody knows";

  private final SealingKey key = SealingKey.of(TEXT, "the workers", true);

  @Test
  void whatIsLockedCanBeUnlockedWithTheSameTextElsewhere() {
    String locked = key.lock("p4ssw0rd \u00e9");
    assertThat(locked).doesNotContain("p4ssw0rd").isNotEqualTo(key.lock("p4ssw0rd \u00e9"));
    assertThat(SealingKey.isLocked(locked)).isTrue();
    assertThat(SealingKey.of(TEXT, "a worker", true).unlock(locked)).isEqualTo("p4ssw0rd \u00e9");
    assertThat(key.unlock(key.lock(42L))).isEqualTo(42L);
  }

  @Test
  void anotherKeyDoesNotFit() {
    SealingKey other = SealingKey.of(TEXT + "!", "a worker", true);
    assertThatThrownBy(() -> other.unlock(key.lock("p4ssw0rd")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("TIDEMARK_KEY is not the one it was locked with");
  }

  @Test
  void aKeyThatIsMissingOrShortIsAskedFor() {
    for (String text : new String[] {"", "short"}) {
      assertThatThrownBy(() -> SealingKey.of(text, "the workers of flink", true))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("before it goes to the workers of flink")
          .hasMessageContaining("set TIDEMARK_KEY");
    }
  }

  @Test
  void aKeyOfOurEnvironmentIsNoneWhereNobodyHasThat() {
    assertThatThrownBy(() -> SealingKey.of(TEXT, "the workers of dataflow", false))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("can't go to the workers of dataflow as it is")
        .hasMessageContaining("${secret:projects/")
        .hasMessageContaining("set TIDEMARK_KEY to that secret's name");
    SealedConfig named = SealedConfig.EMPTY.withSecret("token", System.getenv("PATH"), "PATH");
    assertThatThrownBy(() -> named.portable("the workers of dataflow", false))
        .hasMessageContaining("no environment variables of ours");
  }

  @Test
  void aConfigForOtherProcessesNeedsAKeyOnlyForWhatNoVariableNames() {
    String path = System.getenv("PATH");
    SealedConfig named = SealedConfig.EMPTY.withSecret("token", path, "PATH");
    assertThat(named.portable("the workers", true)).isEqualTo(named);
    SealedConfig given =
        SealedConfig.of(JsonObject.of("token", "t0ps3cret"), Set.of("token"), Map.of());
    assertThatThrownBy(() -> given.portable("the workers", true))
        .hasMessageContaining("TIDEMARK_KEY");
  }
}
