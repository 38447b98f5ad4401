package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.problem.Problem;
import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void eachLineOfAProblemIsAnError() {
    assertThat(Main.inWords(Problem.config("one\ntwo"))).isEqualTo("error: one\nerror: two");
  }

  @Test
  void whereMemoryIsUsedUpItSaysHowToGiveMore() {
    assertThat(Main.inWords(new OutOfMemoryError("Java heap space")))
        .startsWith("error: there is not enough memory; give it more, such as TIDEMARK_JAVA_OPTS=");
  }

  @Test
  void anythingElseIsNamedWithoutItsTrace() {
    assertThat(Main.inWords(new IllegalStateException("odd")))
        .isEqualTo(
            "error: this should not have happened: java.lang.IllegalStateException: odd\n"
                + "       run it again with --debug to see where");
  }
}
