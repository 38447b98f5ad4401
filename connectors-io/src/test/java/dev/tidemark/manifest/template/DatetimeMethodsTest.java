package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeMethodsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          now_utc().strftime('%Y-%m-%dT%H:%M:%S.%fZ') => 2024-02-29T10:20:30.123456Z
          now_utc().strftime('%s')                    => 1709202030
          now_utc().strftime('%ms')                   => 02s
          now_utc().isoformat()                       => 2024-02-29T10:20:30.123456+00:00
          now_utc().isoformat(' ', 'seconds')         => 2024-02-29 10:20:30+00:00
          now_utc().isoformat(timespec='milliseconds') => 2024-02-29T10:20:30.123+00:00
          now_utc().isoformat('T', 'minutes')         => 2024-02-29T10:20+00:00
          now_utc().timestamp()                       => 1709202030.123456
          now_utc().timestamp() | int                 => 1709202030
          now_utc().weekday()                         => 3
          now_utc().isoweekday()                      => 4
          now_utc().isocalendar()[1]                  => 9
          now_utc().year                              => 2024
          now_utc()['month']                          => 2
          now_utc().microsecond                       => 123456
          now_utc().date()                            => 2024-02-29
          now_utc().time()                            => 10:20:30.123456
          now_utc().replace(day=1, hour=0)            => 2024-02-01 00:20:30.123456+00:00
          now_utc().tzname()                          => UTC
          now_utc().utcoffset()                       => 0:00:00
          now_utc().toordinal()                       => 738945
          today_utc().strftime('%d/%m/%Y')            => 29/02/2024
          today_utc().replace(day=1)                  => 2024-02-01
          today_utc().weekday()                       => 3
          """)
  void workAsPythons(String expression, String text) {
    assertThat(Evaluated.value("{{ " + expression + " }} ", Evaluated.config()).toString().strip())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          now_utc() - duration('P1D')                          => 2024-02-28 10:20:30.123456+00:00
          now_utc() + duration('P1Y')                          => 2025-02-28 10:20:30.123456+00:00
          str_to_datetime('2024-01-31') + duration('P1M')      => 2024-02-29 00:00:00+00:00
          str_to_datetime('2024-03-31') - duration('P1M')      => 2024-02-29 00:00:00+00:00
          now_utc() - duration('PT0.001S')                     => 2024-02-29 10:20:30.122456+00:00
          today_utc() - duration('P1D')                        => 2024-02-28
          today_utc() - duration('PT25H')                      => 2024-02-28
          today_utc() + duration('P1M')                        => 2024-03-29
          (now_utc() - str_to_datetime('2024-02-01')).days     => 28
          now_utc() - str_to_datetime('2024-02-28T00:00:00Z')  => 1 day, 10:20:30.123456
          (now_utc() - str_to_datetime('2024-02-29')).total_seconds() | int => 37230
          duration('PT36H')                                    => 1 day, 12:00:00
          duration('-P1D')                                     => -1 day, 0:00:00
          duration('P1Y2M3DT4H5M6.7S')                         => 1 years, 2 months, 3 days, 4:05:06.700000
          duration('P1M').months                               => 1
          duration('P1DT1H').seconds                           => 3600
          duration('P1D') * 3 + duration('PT1H')               => 3 days, 1:00:00
          duration('P1D') / 2                                  => 12:00:00
          duration('P2D') / duration('P1D')                    => 2.0
          -duration('P1D')                                     => -1 day, 0:00:00
          """)
  void durationsShiftDates(String expression, String text) {
    assertThat(Evaluated.value("{{ " + expression + " }} ", Evaluated.config()).toString().strip())
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now_utc() > str_to_datetime('2024-01-01')",
        "str_to_datetime('2024-01-01T01:00:00+01:00') == str_to_datetime('2024-01-01')",
        "today_utc() >= today_utc()",
        "duration('P1D') == duration('PT24H')",
        "duration('P1D') > duration('PT1H')",
        "today_utc() != now_utc()",
        "now_utc() <= now_utc()"
      })
  void compare(String expression) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now_utc() + 1",
        "now_utc() - today_utc()",
        "now_utc() < today_utc()",
        "now_utc() + now_utc()"
      })
  void mixingTypesIsATypeError(String expression) {
    String template = "{{ " + expression + " }}";

    assertThat(Evaluated.value(template, Evaluated.config())).isEqualTo(template);
  }

  @Test
  void aDateThatDoesNotExistFails() {
    assertThatThrownBy(() -> Evaluated.json("{{ now_utc().replace(month=2, day=30) }}"))
        .isInstanceOf(EvaluationProblem.class)
        .hasMessageContaining("no such date");
  }
}
