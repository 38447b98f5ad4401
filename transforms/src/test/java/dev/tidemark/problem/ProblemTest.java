package dev.tidemark.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProblemTest {
  private static final List<String> KEYS = List.of("streams", "source", "config", "destination");

  @Test
  void aLocatedProblemKeepsItsKindCauseAndPlace() {
    Exception cause = new Exception("why");
    Problem problem = Problem.source("cut", cause);
    Problem located = problem.in("stream calls");
    assertThat(located).hasMessage("stream calls: cut").hasCause(cause);
    assertThat(located.kind()).isEqualTo(Problem.Kind.SOURCE);
    assertThat(located.getStackTrace()).isEqualTo(problem.getStackTrace());
  }

  @ParameterizedTest
  @CsvSource({
    "stream, streams",
    "steams, streams",
    "Streams, streams",
    "soruce, source",
    "confg, config",
    "destnation, destination"
  })
  void aMisspeltNameIsFound(String given, String meant) {
    assertThat(Nearest.to(given, KEYS)).contains(meant);
  }

  @Test
  void aNameThatIsLikeNoneIsNotGuessed() {
    assertThat(Nearest.to("budget", KEYS)).isEmpty();
    assertThat(Nearest.hint("budget", KEYS)).isEmpty();
    assertThat(Nearest.hint("steams", KEYS)).isEqualTo(" Did you mean 'streams'?");
  }
}
