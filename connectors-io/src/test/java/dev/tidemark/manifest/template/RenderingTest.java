package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          1.0                    => 1.0
          1.10                   => 1.1
          100000                 => 100000
          1e15                   => 1000000000000000.0
          1e16                   => 1e+16
          123456789012345678.5   => 1.2345678901234568e+17
          0.0001                 => 0.0001
          0.00001                => 1e-05
          1.5e-7                 => 1.5e-07
          2e23                   => 2e+23
          5.684341886080802e-14  => 5.684341886080802e-14
          0.30000000000000004    => 0.30000000000000004
          1e22                   => 1e+22
          -0.5                   => -0.5
          """)
  void floatsAreWrittenInShortestForm(BigDecimal number, String text) {
    Object value =
        number.scale() <= 0 && !text.contains(".") && !text.contains("e")
            ? number.longValueExact()
            : number;

    assertThat(PythonText.str(value)).isEqualTo(text);
  }

  @Test
  void doublesThatAreNotFiniteHaveNames() {
    assertThat(PythonText.str(Double.NaN)).isEqualTo("nan");
    assertThat(PythonText.str(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
    assertThat(PythonText.str(-0.0)).isEqualTo("-0.0");
  }

  @Test
  void jsonValuesAreWrittenAsPythonWritesThem() {
    Object value = Json.parse("{\"a\": [null, true, false, 1, 1.5, \"x\"], \"b\": {}, \"c\": []}");

    assertThat(PythonText.str(value))
        .isEqualTo("{'a': [None, True, False, 1, 1.5, 'x'], 'b': {}, 'c': []}");
    assertThat(PythonText.str(null)).isEqualTo("None");
    assertThat(PythonText.str(new BigInteger("12345678901234567890")))
        .isEqualTo("12345678901234567890");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          plain          => 'plain'
          it's           => "it's"
          say "hi"       => 'say "hi"'
          it's "x"       => 'it\\'s "x"'
          back\\slash    => 'back\\\\slash'
          é😀            => 'é😀'
          """)
  void textsInsideListsAreQuoted(String text, String repr) {
    assertThat(PythonText.repr(text)).isEqualTo(repr);
    assertThat(PythonText.str(text)).isEqualTo(text);
  }

  @Test
  void controlCharactersAreEscaped() {
    assertThat(PythonText.repr("a\n\r\t\0\u007f\u200b\u00a0"))
        .isEqualTo("'a\\n\\r\\t\\x00\\x7f\\u200b\\xa0'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ () }}{{ (1,) }}{{ (1, 'a') }}    => ()(1,)(1, 'a')
          x{{ now_utc() }}                    => x2024-02-29 10:20:30.123456+00:00
          x{{ now_utc().replace(microsecond=0) }} => x2024-02-29 10:20:30+00:00
          x{{ today_utc() }}                  => x2024-02-29
          x{{ [today_utc()] }}                => x[datetime.date(2024, 2, 29)]
          x{{ [duration('PT1S')] }}           => x[datetime.timedelta(seconds=1)]
          x{{ config.deep.keys() }}           => xdict_keys(['k'])
          x{{ config.deep.items() }}          => xdict_items([('k', {'z': [1]})])
          x{{ config.tags | map('upper') }}   => x<generator object sync_do_map at 0x0>
          """)
  void otherValuesAreWrittenAsPythonWritesThem(String template, String text) {
    assertThat(Evaluated.value(template, Evaluated.config())).isEqualTo(text);
  }
}
