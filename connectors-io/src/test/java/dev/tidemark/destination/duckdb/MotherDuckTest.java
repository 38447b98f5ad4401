package dev.tidemark.destination.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MotherDuckTest {
  private static final DestinationRef REF = DestinationRef.of("md:analytics");

  @Test
  void theTokenComesFromTheJobBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("MOTHERDUCK_TOKEN", "token-of-environment");
    assertThat(MotherDuckProvider.properties(REF, environment))
        .containsEntry("motherduck_token", "token-of-environment");
    SealedConfig options = SealedConfig.EMPTY.withSecret("token", "token-of-job", null);
    DestinationRef given = DestinationRef.of("md:analytics", null, options);
    assertThat(MotherDuckProvider.properties(given, environment))
        .containsEntry("motherduck_token", "token-of-job");
    assertThat(given.toString()).doesNotContain("token-of-job");
  }

  @Test
  void withoutATokenItSaysWhereToPutOne() {
    assertThatThrownBy(() -> MotherDuckProvider.properties(REF, Map.of()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("MOTHERDUCK_TOKEN");
  }

  @Test
  void settingsInTheUrlAreRefusedBecauseATokenMightBeAmongThem() {
    DestinationRef ref = DestinationRef.of("md:analytics?motherduck_token=abc");
    assertThatThrownBy(() -> ref.provider().identity(ref)).hasMessageContaining("md:DATABASE");
  }

  @Test
  void anyNumberOfProcessesMayUseADatabase() {
    assertThat(REF.provider().sharedByProcesses()).isTrue();
    assertThat(REF.provider().identity(REF)).isEqualTo("md:analytics");
  }
}
