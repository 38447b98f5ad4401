package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageFiltersTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          'abc' | hash                       => "900150983cd24fb0d6963f7d28e17f72"
          'abc' | hash('sha1', 'salt')       => "99198dfc48e034c66356183f854eb322f607c1dd"
          5 | hash                           => "e4da3b7fbbce2345d7772b0674a318d5"
          'abc' | hash(hash_type='sha256')   => "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
          'abc' | hmac('k')                  => "342e519ce0ad6c03a36b98eeb3f1d130db4813b9df4d1160eda488d712dc78ee"
          'a:b' | base64encode               => "YTpi"
          'YTpi' | base64decode              => "a:b"
          'YTpi\\n' | base64decode           => "a:b"
          'ab' | base64binascii_decode       => "YWI="
          5 | string                         => "5"
          none | string                      => "null"
          {'a': true} | string               => "{\\"a\\": true}"
          [1, 'é'] | string                  => "[1, \\"é\\"]"
          'x' | string                       => "x"
          'page=12&x' | regex_search('page=(\\d+)') => 12
          'abc' | regex_search('(b)(c)')     => "b"
          'abc' | regex_search('b')          => ""
          'abc' | regex_search('(z)')        => ""
          'abc' | regex_search('(z)?b')      => null
          'abc' | regex_search('(?P<first_one>b)') => "b"
          'abab' | regex_search('(?P<q>ab)(?P=q)') => "ab"
          'a{b}' | regex_search('a{(b)')     => "b"
          'a]b' | regex_search('([]b]+)')    => "]b"
          'a[b' | regex_search('([[]b)')     => "[b"
          'ab\\n' | regex_search('(b)$')     => "b"
          'aXb' | regex_replace('(?i)x', '-') => "a-b"
          'ab12' | regex_replace('([a-z]+)(\\d+)', '\\\\2\\\\1') => "12ab"
          'ab' | regex_replace('(?P<x_y>a)', '<\\\\g<x_y>>') => "<a>b"
          """)
  void workAsInTheLanguage(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a' | hash('nope')",
        "'a' | hmac('k', 'md5')",
        "5 | base64encode",
        "'YTp' | base64decode",
        "'/w==' | base64decode",
        "'a' | regex_search('(')",
        "'a' | regex_replace('a', '\\\\9')"
      })
  void failOnWhatTheyCannotDo(String expression) {
    Template template = Template.compile("{{ " + expression + " }}");

    assertThatThrownBy(() -> template.evaluate(Evaluated.config()))
        .isInstanceOf(EvaluationProblem.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5 | regex_search('(5)')", "none | regex_search('(5)')", "now_utc() | string"})
  void takeWrongTypesForTypeErrors(String expression) {
    String template = "{{ " + expression + " }}";

    assertThat(Evaluated.value(template, Evaluated.config())).isEqualTo(template);
  }
}
