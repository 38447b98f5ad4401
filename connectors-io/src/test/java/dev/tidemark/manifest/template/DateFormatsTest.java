package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatsTest {
  private static final OffsetDateTime MOMENT =
      OffsetDateTime.parse("2024-02-05T09:08:07.123456+02:00");

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          %Y-%m-%dT%H:%M:%SZ          => 2024-02-05T09:08:07Z
          %Y-%m-%dT%H:%M:%S.%f%z      => 2024-02-05T09:08:07.123456+0200
          %Y-%m-%dT%H:%M:%S.%_ms+00:00 => 2024-02-05T09:08:07.123+00:00
          created_on:gte:%Y-%m-%d     => created_on:gte:2024-02-05
          %s                          => 1707116887
          %s_as_float                 => 1707116887.123456
          %ms                         => 1707116887123
          %epoch_microseconds         => 1707116887123456
          %y %j %b %B %a %A           => 24 036 Feb February Mon Monday
          %I:%M %p                    => 09:08 AM
          %e %-d %-m %k %l            =>  5 5 2  9  9
          %U %W %V %G %u %w           => 05 06 06 2024 1 1
          %c                          => Mon Feb  5 09:08:07 2024
          %x %X %D %F %T %R           => 02/05/24 09:08:07 02/05/24 2024-02-05 09:08:07 09:08
          %Z %% %C                    => UTC+02:00 % 20
          100%                        => 100%
          %q                          => %q
          """)
  void write(String format, String text) {
    assertThat(DateFormats.compile(format).format(MOMENT).strip()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          %Y-%m-%d                => 2024-02-05                 => 2024-02-05T00:00Z
          %Y-%m-%d                => 2024-2-5                   => 2024-02-05T00:00Z
          %Y%m%d                  => 20240205                   => 2024-02-05T00:00Z
          %Y%m%d                  => 2024125                    => 2024-12-05T00:00Z
          %Y-%m-%dT%H:%M:%SZ      => 2024-02-05t09:08:07z       => 2024-02-05T09:08:07Z
          %Y-%m-%dT%H:%M:%S.%fZ   => 2024-02-05T09:08:07.12Z    => 2024-02-05T09:08:07.120Z
          %Y-%m-%dT%H:%M:%S.%_msZ => 2024-02-05T09:08:07.123456Z => 2024-02-05T09:08:07.123456Z
          %Y-%m-%dT%H:%M:%S%z     => 2024-02-05T09:08:07Z       => 2024-02-05T09:08:07Z
          %Y-%m-%dT%H:%M:%S%z     => 2024-02-05T09:08:07+0200   => 2024-02-05T09:08:07+02:00
          %Y-%m-%dT%H:%M:%S%z     => 2024-02-05T09:08:07-02:30  => 2024-02-05T09:08:07-02:30
          %d %b %Y                => 5 feb 2024                 => 2024-02-05T00:00Z
          %d %b %Y                => ` 5  Feb 2024`             => 2024-02-05T00:00Z
          %B %d, %Y %I:%M %p      => May 05, 2024 12:30 am      => 2024-05-05T00:30Z
          %I:%M %p                => 11:30 PM                   => 1900-01-01T23:30Z
          %a, %d %b %Y %H:%M:%S %Z => Mon, 05 Feb 2024 09:08:07 GMT => 2024-02-05T09:08:07Z
          %y-%m-%d                => 69-01-02                   => 1969-01-02T00:00Z
          %y-%m-%d                => 68-01-02                   => 2068-01-02T00:00Z
          %Y-%j                   => 2024-060                   => 2024-02-29T00:00Z
          %G-W%V-%u               => 2022-W05-3                 => 2022-02-02T00:00Z
          %H%M                    => 911                        => 1900-01-01T09:11Z
          100%% %Y                => 100% 2024                  => 2024-01-01T00:00Z
          %s                      => 1707116887                 => 2024-02-05T07:08:07Z
          %s                      => -1                         => 1969-12-31T23:59:59Z
          %s_as_float             => 1707116887.5               => 2024-02-05T07:08:07.500Z
          %s_as_float             => 1707116887                 => 2024-02-05T07:08:07Z
          %ms                     => 1707116887123              => 2024-02-05T07:08:07.123Z
          %epoch_microseconds     => 1707116887123456           => 2024-02-05T07:08:07.123456Z
          """)
  void read(String format, String text, OffsetDateTime moment) {
    assertThat(DateFormats.compile(format).parse(text)).isEqualTo(moment);
    assertThat(DateFormats.compile(format).parse(text).getOffset()).isEqualTo(moment.getOffset());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          %Y-%m-%d            => 2024-02-05T00:00:00
          %Y-%m-%d            => 2024-13-01
          %Y-%m-%d            => 2023-02-29
          %Y-%m-%d            => 24-02-05
          %Y-%m-%d            => x
          %Y-%m-%dT%H:%M:%SZ  => 2024-02-05T24:00:00Z
          %Y-%m-%dT%H:%M:%SZ  => 2024-02-05T10:00:60Z
          %Y-%m-%dT%H:%M:%S%z => 2024-02-05T09:08:07z
          %S.%f               => 1.1234567
          %s                  => 1.5
          %s                  => abc
          %ms                 => 99999999999999999999
          """)
  void refuseWhatDoesNotMatchExactly(String format, String text) {
    assertThat(DateFormats.compile(format).parseOrNull(text)).isNull();
    assertThatThrownBy(() -> DateFormats.compile(format).parse(text))
        .isInstanceOf(EvaluationProblem.class)
        .hasMessage("'" + text + "' does not match the date format '" + format + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%-d", "%F", "%Y %", "%q"})
  void someFormatsCanOnlyBeWritten(String format) {
    assertThatThrownBy(() -> DateFormats.compile(format).parse("1"))
        .isInstanceOf(EvaluationProblem.class)
        .hasMessageContaining(format);
  }

  @Test
  void aParsedOffsetIsKeptWhenItIsWritten() {
    OffsetDateTime moment =
        DateFormats.compile("%Y-%m-%dT%H:%M:%S%z").parse("2024-01-01T01:00:00+02:00");

    assertThat(DateFormats.compile("%Y-%m-%dT%H:%M:%SZ").format(moment))
        .isEqualTo("2024-01-01T01:00:00Z");
  }

  @Test
  void aFormatIsCompiledOnce() {
    assertThat(DateFormats.compile("%Y/%m")).isSameAs(DateFormats.compile("%Y/%m"));
    assertThat(DateFormats.compile("%Y/%m").pattern()).isEqualTo("%Y/%m");
  }
}
