package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralReadingTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          5                     => 5
          ` 5 `                 => 5
          +5                    => 5
          -5                    => -5
          - 5                   => -5
          (5)                   => 5
          -(5)                  => -5
          1_000                 => 1000
          1e5                   => 100000.0
          .5                    => 0.5
          1.                    => 1.0
          1_0.5                 => 10.5
          0x1F                  => 31
          0o17                  => 15
          0b101                 => 5
          00                    => 0
          99999999999999999999  => 99999999999999999999
          1,2                   => [1,2]
          1,                    => [1]
          (1, 2)                => [1,2]
          ()                    => []
          []                    => []
          {}                    => {}
          set()                 => []
          {1, 2, 1}             => [1,2]
          True                  => true
          False                 => false
          None                  => null
          ['x', None]           => ["x",null]
          [1, [2, (3,)]]        => [1,[2,[3]]]
          {"a": 1}              => {"a":1}
          {'a': {'b': [1,],},}  => {"a":{"b":[1]}}
          {1: 'x', None: 'y'}   => {"1":"x","null":"y"}
          "q"                   => "q"
          'q'                   => "q"
          'a' "b"               => "ab"
          r'a\\d'               => "a\\\\d"
          u'x'                  => "x"
          '\\x41\\u00e9\\101'   => "AéA"
          '\\d'                 => "\\\\d"
          5 # five              => 5
          """)
  void isReadAsPythonReadsIt(String rendered, String json) {
    assertThat(Json.write(Template.compile(rendered).evaluate(Evaluated.scope()))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01", "2024-10-31", "5-3", "12L", "007", "1__0", "1_", "0b12", "+-5", "1e", "1 2",
            "true", "null",
        "nan", "inf", "a,b", "it's", "{\"a\": true}", "[a]", "[1", "(1", "'open", "'''open", "b'x'",
            "f'x'", "1+2j",
        "not 1", "-True", "5\n6", "{[1]: 2}", "{1: 2, 3}", "set(1)", "...", "Truer"
      })
  void staysTheTextWherePythonHasNoSuchLiteral(String rendered) {
    assertThat(Template.compile(rendered).evaluate(Evaluated.scope())).isEqualTo(rendered);
  }

  @Test
  void readsTripleQuotedTextsAndNewLinesInBrackets() {
    assertThat(Evaluated.value("[\n  '''a\nb''',  # first\n  2\n]", Evaluated.scope()))
        .isEqualTo(List.of("a\nb", 2L));
  }

  @Test
  void overflowsToInfinity() {
    assertThat(Evaluated.value("1e400", Evaluated.scope())).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void doesNotReadNestingOrDigitsWithoutEnd() {
    String nested = "[".repeat(3_000) + "]".repeat(3_000);
    String digits = "9".repeat(5_000);

    assertThat(Evaluated.value(nested, Evaluated.scope())).isEqualTo(nested);
    assertThat(Evaluated.value(digits, Evaluated.scope())).isEqualTo(digits);
  }

  @Test
  void readsStringsOnlyAtTheTop() {
    assertThat(Evaluated.json("{{ ['5'] }}")).isEqualTo("[\"5\"]");
    assertThat(Evaluated.json("{{ '5' }}")).isEqualTo("5");
  }
}
