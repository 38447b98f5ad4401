package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UndefinedTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ config.missing }}                        => ""
          {{ config.missing ~ 'x' }}                  => "x"
          {{ 1 if config.missing else 2 }}            => 2
          {{ not config.missing }}                    => true
          {{ config.missing | length }}               => 0
          {{ config.missing | list }}                 => []
          {{ config.missing | join(',') }}            => ""
          {{ config.missing | first }}                => ""
          {{ config.missing | default('d') }}         => "d"
          {{ config.missing == config.other }}        => true
          {{ config.missing == none }}                => false
          {{ config.missing != 1 }}                   => true
          {{ 'x' in config.missing }}                 => false
          {{ config.missing in ['x'] }}               => false
          {{ config.missing is defined }}             => false
          {{ config.missing is none }}                => false
          {{ config.missing or 'd' }}                 => "d"
          {% for x in config.missing %}x{% endfor %}- => "-"
          {{ 'v' if config.no }}                      => ""
          {{ [config.missing] }}                      => "[Undefined]"
          {{ config.none.x }}                         => ""
          {{ config.none['x'] }}                      => ""
          {{ config.tags[9] }}                        => ""
          {{ config.tags['a'] }}                      => ""
          {{ 'abc'[9] }}                              => ""
          {{ config.none | int }}                     => 0
          """)
  void isLenientWhereOnlyLookedAt(String template, String json) {
    assertThat(Evaluated.json(template)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ config.missing.x }}",
        "{{ config.missing['x'] }}",
        "{{ config.missing[0:1] }}",
        "{{ config.missing() }}",
        "{{ config.missing.lower() }}",
        "{{ config.missing + 1 }}",
        "{{ 1 + config.missing }}",
        "{{ 'a' + config.missing }}",
        "{{ -config.missing }}",
        "{{ config.missing * 2 }}",
        "{{ config.missing < 1 }}",
        "{{ max(config.missing, 1) }}",
        "{{ config.none.x() }}",
        "{{ config.none.x.y }}",
        "{{ format_datetime(config.missing, '%Y') }}",
        "{{ str_to_datetime(config.missing) }}",
        "{{ config.missing | base64encode }}",
        "{{ config.missing | int }}",
        "{{ config.missing | float }}"
      })
  void failsWhereWorkedWith(String text) {
    Template template = Template.compile(text);

    assertThatThrownBy(() -> template.evaluate(Evaluated.config()))
        .isInstanceOf(EvaluationProblem.class);
    assertThat(template.evaluateOrNull(Evaluated.config(), null)).isNull();
    assertThat(template.test(Evaluated.config())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ config.missing in 'text' }}",
        "{{ 1 in config.none }}",
        "{{ config.none | length }}",
        "{{ 'a'.replace('a', config.missing) }}",
        "{{ config.missing | regex_search('(a)') }}",
        "{{ config.missing | string }}",
        "{{ duration(config.missing) }}",
        "{{ config.none[0:1] }}"
      })
  void isATypeErrorToPythonsOwnFunctions(String text) {
    assertThat(Evaluated.value(text, Evaluated.config())).isEqualTo(text);
  }
}
