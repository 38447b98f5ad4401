package dev.tidemark.manifest.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.JsonObject;
import dev.tidemark.problem.Problem;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlTest {
  private static JsonObject values(String yaml) {
    return Document.read("test", yaml).root(new JsonObject(), new Flaws()).json("values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '@',
      value = {
        "yes | true",
        "Off | false",
        "1_000 | 1000",
        "012 | 10",
        "0x1F | 31",
        "1e5 | \"1e5\"",
        "1.0e+5 | 1.0E+5",
        "-1.5 | -1.5",
        "1. | 1.0",
        "12:30 | 750",
        "2024-01-01 | \"2024-01-01\"",
        "~ | null",
        "'5' | \"5\"",
        "0b11 | 3",
        "123456789012345678901234567890 | 123456789012345678901234567890",
      })
  void readsScalarsAsYaml11InPythonDoes(String yaml, String json) {
    assertThat(values("values: {a: " + yaml + "}")).hasToString("{\"a\":" + json + "}");
  }

  @Test
  void keepsTheOrderOfKeysAndTheLastOfThoseThatRepeat() {
    assertThat(values("values: {b: 1, a: 2, c: 3}").names()).containsExactly("b", "a", "c");
    assertThat(values("values: {b: 1, a: 2, b: 3}")).isEqualTo(JsonObject.of("a", 2L, "b", 3L));
  }

  @Test
  void followsAnchorsAndMergeKeys() {
    assertThat(values("base: &base {a: 1}\nvalues: {<<: *base, b: 2}"))
        .isEqualTo(JsonObject.of("a", 1L, "b", 2L));
  }

  @Test
  void readsTextsLargerThanParsersUsuallyDo() {
    String many =
        IntStream.range(0, 80_000)
            .mapToObj(i -> "  key" + i + ": " + "x".repeat(50))
            .collect(Collectors.joining("\n"));
    assertThat(values("values:\n" + many).size()).isEqualTo(80_000);
  }

  @Test
  void saysWhereYamlIsBroken() {
    assertThatThrownBy(() -> Document.read("mine", "a: 1\nb: [1, 2\nc: 3"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("the manifest 'mine' is not well-formed YAML: line 3, column 2");
  }

  @Test
  void refusesWhatIsNoMap() {
    assertThatThrownBy(() -> Document.read("mine", "- 1"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("it must be a map");
  }
}
