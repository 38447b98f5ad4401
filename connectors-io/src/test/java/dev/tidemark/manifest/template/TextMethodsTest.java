package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextMethodsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'Ab'.lower()                       => "ab"
          'Ab'.upper()                       => "AB"
          'aB'.capitalize()                  => "Ab"
          "they're here".title()             => "They'Re Here"
          'aB'.swapcase()                    => "Ab"
          ' a '.strip()                      => "a"
          'xxaxx'.strip('x')                 => "a"
          'xxa'.lstrip('x')                  => "a"
          'axx'.rstrip('x')                  => "a"
          'a-a'.replace('a', 'b')            => "b-b"
          'aaa'.replace('a', 'b', 2)         => "bba"
          'ab'.replace('', '-')              => "-a-b-"
          'a,b,,c'.split(',')                => ["a","b","","c"]
          'a,b,c'.split(',', 1)              => ["a","b,c"]
          ' a  b '.split()                   => ["a","b"]
          ' a  b  c '.split(none, 1)         => ["a","b  c "]
          'a,b,c'.rsplit(',', 1)             => ["a,b","c"]
          ' a  b  c'.rsplit(none, 1)         => [" a  b","c"]
          'a\\nb\\r\\nc'.splitlines()        => ["a","b","c"]
          'a-b-c'.partition('-')             => ["a","-","b-c"]
          'a-b-c'.rpartition('-')            => ["a-b","-","c"]
          ', '.join(['a', 'b'])              => "a, b"
          'abc'.startswith('a')              => true
          'abc'.startswith(('x', 'a'))       => true
          'abc'.startswith('b', 1)           => true
          'abc'.endswith('bc')               => true
          'abcabc'.count('b')                => 2
          'abc'.find('c')                    => 2
          'abc'.find('z')                    => -1
          'abcabc'.rfind('b')                => 4
          'abc'.index('b')                   => 1
          'ab'.center(6, '*')                => "**ab**"
          'ab'.ljust(4, '.')                 => "ab.."
          'ab'.rjust(4, '.')                 => "..ab"
          '-5'.zfill(4) ~ 'x'                => "-005x"
          'abc'.isalpha()                    => true
          '12'.isdigit()                     => true
          '1.5'.isdigit()                    => false
          'a1'.isalnum()                     => true
          'ab'.islower()                     => true
          'AB'.isupper()                     => true
          'Ab Cd'.istitle()                  => true
          ' '.isspace()                      => true
          'x.csv'.removesuffix('.csv')       => "x"
          'pre_x'.removeprefix('pre_')       => "x"
          '{}-{}'.format(1, 'a')             => "1-a"
          '{1}{0}{n}'.format('a', 'b', n=3)  => "ba3"
          '{a[k]}{a.k}'.format(a={'k': 'v'}) => "vv"
          '{:05d}|{:.2f}'.format(42, 3.14159) => "00042|3.14"
          '{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c') => "    a|b    |  c  "
          '{:,}|{:x}|{:e}'.format(1234567, 255, 12345.678) => "1,234,567|ff|1.234568e+04"
          '{:%Y}-{!r}'.format(now_utc(), 'a') => "2024-'a'"
          '{{}}x'.format()                   => "{}x"
          '{a}'.format_map({'a': 'q'})       => "q"
          """)
  void workAsPythons(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a'.index('z')",
        "'a'.split('')",
        "'{'.format()",
        "'{b}'.format(a=1)",
        "'{:d}'.format('a')"
      })
  void failWithWhatPythonCallsValueErrors(String expression) {
    Template template = Template.compile("{{ " + expression + " }}");

    assertThatThrownBy(() -> template.evaluate(Evaluated.config()))
        .isInstanceOf(EvaluationProblem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "','.join([1])",
        "'a'.upper(1)",
        "'a'.replace('a')",
        "'a'.zfill('x')",
        "'a'.split(sep=1)"
      })
  void takeNoArgumentsOfOtherTypesOrNumbers(String expression) {
    String template = "{{ " + expression + " }}";

    assertThat(Evaluated.value(template, Evaluated.config())).isEqualTo(template);
  }
}
