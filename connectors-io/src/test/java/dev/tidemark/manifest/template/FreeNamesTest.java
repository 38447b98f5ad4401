package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          plain                                                    => []
          {{ config.a }}{{ b[c] }}                                 => [b, c, config]
          {{ now_utc() }}{{ max(1, 2) }}{{ namespace() }}          => []
          {{ range(3) }}                                           => [range]
          {{ page is defined }}                                    => [page]
          {{ 1 if true else hidden }}                              => [hidden]
          {{ {'k': v}.get(w, x=y) | join(z) }}                     => [v, w, y, z]
          {% set x = y %}{{ x }}                                   => [y]
          {{ x }}{% set x = 1 %}                                   => [x]
          {% set x = 0 %}{% if a %}{% set x = 1 %}{% endif %}{{ x }} => [a]
          {% if a %}{% set x = 1 %}{% endif %}{{ x }}              => [a, x]
          {% for i in items if i > low %}{{ i }}{{ loop.index }}{{ out }}{% endfor %} => [items, low, out]
          {% for i in items %}{% else %}{{ i }}{% endfor %}        => [i, items]
          {% for i in items %}{{ late }}{% endfor %}{% set late = 1 %} => [items]
          {% for i in i %}{{ i }}{% endfor %}                      => [i]
          {{ loop }}                                               => [loop]
          {% with a = b %}{{ a }}{% endwith %}{{ a }}              => [a, b]
          {% set x %}{{ y }}{% endset %}{{ x }}                    => [y]
          {% filter join(sep) %}{{ a }}{% endfilter %}             => [a, sep]
          {% set ns = namespace() %}{% set ns.a = b %}             => [b]
          """)
  void areThoseThatMustBeInScope(String template, String names) {
    assertThat(Template.compile(template).freeNames()).hasToString(names);
  }
}
