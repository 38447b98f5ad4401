package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          1 + 2                      => 3
          1 + 2.5                    => 3.5
          true + 1                   => 2
          6 / 2                      => 3.0
          7 // 2                     => 3
          -7 // 2                    => -4
          7.5 // 2                   => 3.0
          7 % 3                      => 1
          -7 % 3                     => 2
          7 % -3                     => -2
          -7.5 % 2                   => 0.5
          2 ** 10                    => 1024
          2 ** -1                    => 0.5
          -8 ** 2                    => 64
          10 ** 20                   => 100000000000000000000
          9223372036854775807 + 1    => 9223372036854775808
          2 * 3 + 4                  => 10
          2 + 3 * 4                  => 14
          (2 + 3) * 4                => 20
          0.1 + 0.2                  => 0.30000000000000004
          'a' + 'b'                  => "ab"
          'a' * 3                    => "aaa"
          2 * [1]                    => [1,1]
          [1] + [2]                  => [1,2]
          (1,) + (2,)                => [1,2]
          1 ~ none ~ 'x'             => "1Nonex"
          '%s-%03d' % ('a', 7)       => "a-007"
          '%.2f%%' % 12.345          => "12.35%"
          '%(a)s' % {'a': 5}         => 5
          -config.a                  => -1
          1 == 1.0                   => true
          1 == true                  => true
          'a' == 1                   => false
          [1] == (1,)                => false
          {'a': 1} == {'a': 1.0}     => true
          1 < 2 < 3                  => true
          3 > 2 > 2                  => false
          'a' < 'b'                  => true
          [1, 2] < [1, 3]            => true
          'x' in config.tags         => true
          'a' in config              => true
          'nn' in config.name        => true
          'q' not in config.tags     => true
          not config.yes             => false
          config.a and config.name   => "Ann"
          config.no or 'd'           => "d"
          0 or ''                    => ""
          1 if config.yes else 2     => 1
          'a' if false else 'b' if false else 'c' => "c"
          -1 | abs                   => 1
          'a' ~ 'B' | lower          => "ab"
          config.a + [1, 2] | length => 3
          1 is odd and 2 is even     => true
          """)
  void computeAsPythonDoes(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 'a'",
        "none + 1",
        "[1] + 'a'",
        "{} + {}",
        "'a' < 1",
        "none < 1",
        "-config.name",
        "1 in config.name",
        "{[1]: 2}",
        "'%d' % 'a'",
        "'%s %s' % 'a'",
        "config.name()",
        "'a' - 'b'",
        "1 + 2 ~ 3"
      })
  void typeErrorsGiveTheTemplateText(String expression) {
    String template = "{{ " + expression + " }}";

    assertThat(Evaluated.value(template, Evaluated.config())).isEqualTo(template);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1 / 0", "1 // 0", "1 % 0", "0 ** -1", "(-8) ** 0.5", "[1][::0]", "'%q' % 1"})
  void otherErrorsFail(String expression) {
    Template template = Template.compile("{{ " + expression + " }}");

    assertThatThrownBy(() -> template.evaluateOrNull(Evaluated.config(), null))
        .isInstanceOf(EvaluationProblem.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          1_000          => 1000
          0x1F           => 31
          1.5e3          => 1500.0
          1E5            => 100000.0
          'it\\'s'       => "it's"
          "a" 'b'        => "ab"
          '\\d'          => "\\\\d"
          '\\u00e9'      => "é"
          [1, 'a', none,] => [1,"a",null]
          {'a': {'b': 1},} => {"a":{"b":1}}
          {1: 2}         => {"1":2}
          (1)            => 1
          None           => null
          True           => true
          """)
  void literalsAreReadAsJinjaReadsThem(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }
}
