package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {% if config.yes %}a{% else %}b{% endif %}                             => "a"
          {% if config.no %}a{% elif config.a == 1 %}c{% else %}b{% endif %}     => "c"
          {% if config.no %}a{% elif config.no %}b{% elif config.yes %}c{% endif %} => "c"
          {% if config.missing %}a{% endif %}                                    => ""
          {% for t in config.tags %}{{ t }}{% endfor %}                          => "xyz"
          {% for t in [] %}a{% else %}none{% endfor %}                           => "none"
          {% for k, v in {'a': 1, 'b': 2}.items() %}{{ k }}={{ v }};{% endfor %} => "a=1;b=2;"
          {% for t in config.tags if t != 'y' %}{{ loop.index }}{{ t }}{% endfor %} => "1x2z"
          {% for t in config.tags %}{{ t }}{% if not loop.last %},{% endif %}{% endfor %} => "x,y,z"
          {% for t in 'ab' %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.length }}{{ loop.first }} {% endfor %} => "022True 112False "
          {% for t in [1, 2, 3] %}{{ loop.previtem }}-{{ loop.nextitem }}{{ loop.cycle('a', 'b') }} {% endfor %} => "-2a 1-3b 2-a "
          {% for t in [1, 1, 2] %}{{ loop.changed(t) }} {% endfor %}             => "True False True "
          {% for t in [1] %}{% for u in [1, 2] %}{{ loop.index }}{% endfor %}{{ loop.index }}{% endfor %} => 121
          {% for t in [[1, [2]], [3]] recursive %}{% if t is iterable %}({{ loop(t) }}){% else %}{{ t }}{% endif %}{% endfor %} => "(1(2))(3)"
          {% set x = 5 %}{{ x + 1 }}                                             => 6
          {% set x, y = 1, 2 %}{{ y }}{{ x }}                                    => 21
          {% set x %}a{{ 1 }}{% endset %}{{ x }}{{ x }}                          => "a1a1"
          {% set x | upper %}ab{% endset %}{{ x }}                               => "AB"
          {% set n = 0 %}{% for t in [3, 4] %}{% set n = n + t %}{{ n }},{% endfor %}{{ n }} => [3,4,0]
          {% set ns = namespace(n=0) %}{% for t in [3, 4] %}{% set ns.n = ns.n + t %}{% endfor %}{{ ns.n }} => 7
          {% set x = 1 %}{% if true %}{% set x = 2 %}{% endif %}{{ x }}          => 2
          {% set l = [] %}{% for t in [1, 2] %}{% set _ = l.append(t * 2) %}{% endfor %}{{ l }} => [2,4]
          {% set c = cycler(1, 2) %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }} => 1212
          {% set j = joiner('|') %}{{ j() }}a{{ j() }}b                          => "a|b"
          {% with a = 1, b = 2 %}{{ a + b }}{% endwith %}                        => 3
          {% filter upper %}ab{{ 'c' }}{% endfilter %}                           => "ABC"
          {% raw %}{{ x }}{% endraw %}                                           => "{{ x }}"
          {# nothing #}a{# to see #}                                             => "a"
          """)
  void run(String template, String json) {
    assertThat(Evaluated.json(template)).isEqualTo(json);
  }

  @Test
  void whitespaceIsKeptUnlessATagTrimsIt() {
    assertThat(render("a {{ 'b' }} c")).isEqualTo("a b c");
    assertThat(render("a {{- 'b' -}} c")).isEqualTo("abc");
    assertThat(render("a\n{% if true %}\n  b\n{% endif %}\nc")).isEqualTo("a\n\n  b\n\nc");
    assertThat(render("a\n{%- if true -%}\n  b\n{%- endif -%}\nc")).isEqualTo("abc");
    assertThat(render("a {#- x -#} b")).isEqualTo("ab");
    assertThat(render("a {%- raw -%} {{ b }} {%- endraw -%} c")).isEqualTo("a{{ b }}c");
    assertThat(render("a {%+ if true %}b{% endif %}")).isEqualTo("a b");
  }

  @Test
  void oneNewLineAtTheEndIsDroppedAndCarriageReturnsBecomeNewLines() {
    assertThat(render("a\n")).isEqualTo("a");
    assertThat(render("a\n\n")).isEqualTo("a\n");
    assertThat(render("a\r\nb\rc")).isEqualTo("a\nb\nc");
  }

  @Test
  void bracesOfLiteralsDoNotEndTheTag() {
    assertThat(Evaluated.json("{{ {'a': {'b': {}}} }}")).isEqualTo("{\"a\":{\"b\":{}}}");
    assertThat(render("{{ '}}' }}")).isEqualTo("}}");
  }

  private static Object render(String template) {
    return Evaluated.value(template, Evaluated.config());
  }
}
