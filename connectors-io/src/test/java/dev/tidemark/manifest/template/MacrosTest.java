package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacrosTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          now_utc()                                 => 2024-02-29 10:20:30.123456+00:00
          today_utc()                               => 2024-02-29
          today_with_timezone('Pacific/Kiritimati') => 2024-03-01
          day_delta(1)                              => 2024-03-01T10:20:30.123456+0000
          day_delta(-30, format='%Y-%m-%d')         => 2024-01-30
          day_delta(-1, '%Y-%m-%d')                 => 2024-02-28
          day_delta(0.5, '%dT%H')                   => 29T22
          duration('P1D')                           => 1 day, 0:00:00
          max(2, 3)                                 => 3
          max([1, 5, 3])                            => 5
          max('a', 'b')                             => b
          min(3, 2, 1)                              => 1
          min(now_utc(), str_to_datetime('2020'))   => 2020-01-01 00:00:00+00:00
          timestamp(5)                              => 5
          timestamp(5.7)                            => 5
          timestamp('2022-01-01')                   => 1640995200.0
          timestamp('2022-01-01T00:00:00.5Z')       => 1640995200.5
          camel_case_to_snake_case('CamelID')       => camel_i_d
          camel_case_to_snake_case('userName')      => user_name
          sanitize_url('a b/c?d=é&~')               => a+b%2Fc%3Fd%3D%C3%A9%26~
          generate_uuid() | length                  => 36
          dict(a=1)                                 => {'a': 1}
          namespace(a=1).a                          => 1
          joiner(',')()                             => ` `
          lipsum(1, html=false) | length > 10       => True
          """)
  void giveWhatTheLanguageSays(String expression, String text) {
    assertThat(Evaluated.value("{{ " + expression + " }} ", Evaluated.config()))
        .extracting(PythonText::str)
        .asString()
        .isEqualToIgnoringWhitespace(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          2022-01-14                    => 2022-01-14 00:00:00+00:00
          20220114                      => 2022-01-14 00:00:00+00:00
          2022-01                       => 2022-01-01 00:00:00+00:00
          2022                          => 2022-01-01 00:00:00+00:00
          2022-W05-3                    => 2022-02-02 00:00:00+00:00
          2022W05                       => 2022-01-31 00:00:00+00:00
          2022-032                      => 2022-02-01 00:00:00+00:00
          2022-01-01 10:00:00           => 2022-01-01 10:00:00+00:00
          2022-01-01T10:00:00+02:00     => 2022-01-01 08:00:00+00:00
          2022-01-01T10:00:00-0130      => 2022-01-01 11:30:00+00:00
          2022-01-01T10:00:00.123456789Z => 2022-01-01 10:00:00.123456+00:00
          2022-01-01T10:00              => 2022-01-01 10:00:00+00:00
          2022-01-01T1000               => 2022-01-01 10:00:00+00:00
          2022-01-01T10                 => 2022-01-01 10:00:00+00:00
          2022-01-01T24:00              => 2022-01-02 00:00:00+00:00
          """)
  void strToDatetimeReadsIso(String iso, String text) {
    assertThat(Evaluated.value("{{ str_to_datetime(t) }}", Evaluated.scope("t", iso)))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "01/02/2022",
        "2022-1-1",
        "2022-13-01",
        "2022-02-30",
        "2022-01-01T",
        "2022-01T10:00",
        "2022-01-01T25:00",
        "0000-01-01"
      })
  void strToDatetimeRefusesWhatIsNotIso(String text) {
    assertThatThrownBy(
            () -> Evaluated.value("{{ str_to_datetime(t) }}", Evaluated.scope("t", text)))
        .isInstanceOf(EvaluationProblem.class)
        .hasMessageContaining("'" + text + "' is no ISO 8601 date");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          '2022-01-01', '%d/%m/%Y'                                  => 01/01/2022
          '2022-01-01T10:00:00+02:00', '%Y-%m-%dT%H:%M:%S%z'        => 2022-01-01T08:00:00+0000
          '2022-01-01T10:00:00.123456', '%ms'                       => 1641031200123
          '2022-01-01T10:00:00', '%s'                               => 1641031200
          '2022-01-01T10:00:00.5', '%s_as_float'                    => 1641031200.5
          '2022-01-01T10:00:00.5', '%epoch_microseconds'            => 1641031200500000
          '2022-01-01T10:00:00.123456', '%H:%M:%S.%_ms'             => 10:00:00.123
          1640995200, '%Y-%m-%d'                                    => 2022-01-01
          1640995200000, '%Y-%m-%d', '%ms'                          => 2022-01-01
          '01/02/2022', '%Y-%m-%d', '%d/%m/%Y'                      => 2022-02-01
          '1/2/2022 10:00 +0200', '%Y-%m-%dT%H:%M%z', '%d/%m/%Y %H:%M %z' => 2022-02-01T10:00+0200
          now_utc(), '%Y-%m-%d'                                     => 2024-02-29
          now_utc(), '%ms'                                          => 02s
          now_utc() - duration('P1D'), '%Y-%m-%d'                   => 2024-02-28
          dt='2022-01-01', format='%Y%m'                            => 202201
          """)
  void formatDatetimeReadsAndWrites(String arguments, String text) {
    assertThat(Evaluated.value("{{ format_datetime(" + arguments + ") }} ", Evaluated.config()))
        .extracting(PythonText::str)
        .asString()
        .isEqualToIgnoringWhitespace(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format_datetime('1640995200', '%Y')",
        "format_datetime('1640995200', '%Y', '%s')",
        "format_datetime('x', '%Y', '%d')",
        "today_with_timezone('Nowhere/Land')",
        "duration('nope')",
        "duration('P')",
        "duration('P1.5M')",
        "max([])",
        "timestamp('nope')",
        "now_utc() + duration('P9999Y')"
      })
  void failOnWhatTheyCannotRead(String expression) {
    Template template = Template.compile("{{ " + expression + " }}");

    assertThatThrownBy(() -> template.evaluateOrNull(Evaluated.config(), null))
        .isInstanceOf(EvaluationProblem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "day_delta()",
        "day_delta('a')",
        "max(1)",
        "max(1, 'a')",
        "format_datetime('2022-01-01')",
        "str_to_datetime(5)",
        "duration(1)",
        "format_datetime(today_utc(), '%Y')"
      })
  void takeWrongArgumentsForTypeErrors(String expression) {
    String template = "{{ " + expression + " }}";

    assertThat(Evaluated.value(template, Evaluated.config())).isEqualTo(template);
  }

  @Test
  void theClockIsThatOfTheScope() {
    Template template = Template.compile("{{ now_utc() }}");

    assertThat(template.evaluate(Evaluated.scope().with("x", 1)))
        .isEqualTo("2024-02-29 10:20:30.123456+00:00");
    assertThat(template.evaluate(Scope.of(java.util.Map.of())))
        .isNotEqualTo(template.evaluate(Evaluated.scope()));
  }
}
