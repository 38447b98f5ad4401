package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SandboxTest {
  @Test
  void hiddenAttributesPrintNothingAndCannotBeUsed() {
    Template call = Template.compile("{{ config.__class__.mro() }}");

    assertThat(Evaluated.value("{{ config.__class__ }}", Evaluated.config())).isEqualTo("");
    assertThatThrownBy(() -> call.evaluateOrNull(Evaluated.config(), null))
        .isInstanceOf(EvaluationProblem.class)
        .hasMessageContaining("unsafe");
    assertThatThrownBy(() -> Evaluated.json("{{ '{0.__class__.x}'.format(config) }}"))
        .hasMessageContaining("unsafe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'a' * 10 ** 9 }}",
        "{{ [1] * 10 ** 9 }}",
        "{{ 10 ** 100000 }}",
        "{{ 'a'.center(10 ** 9) }}",
        "{{ 'a' | indent(10 ** 9) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:999999999d}'.format(1) }}",
        "{{ ('a' * 10000000).replace('a', 'bbbb') }}",
        "{{ 'a' * 10000000 ~ 'a' * 10000000 }}",
        "{{ ('a' * 10000000) | list }}",
        "{% set x = [] %}{% set _ = x.append(x) %}{{ x }}",
        "{% for a in 'a' * 3000 %}{% for b in 'a' * 3000 %}{% endfor %}{% endfor %}",
        "{{ ('a' * 40) | regex_search('(.*?a){30}(b)') }}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}"
      })
  void workAndOutputAreBounded(String text) {
    Template template = Template.compile(text);

    assertThatThrownBy(() -> template.evaluateOrNull(Evaluated.scope(), null))
        .isInstanceOf(EvaluationProblem.class);
  }

  @Test
  void longChainsOfOperatorsFailInsteadOfOverflowing() {
    Template template = Template.compile("{{ " + "1+".repeat(50_000) + "1 }}");

    assertThatThrownBy(() -> template.evaluate(Evaluated.scope()))
        .isInstanceOf(EvaluationProblem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "not ", "-", "{'a': ", "1 if x else ", "a("})
  void deepNestingIsRefusedWhenCompiling(String opening) {
    assertThatThrownBy(() -> Template.compile("{{ " + opening.repeat(5_000) + "1 }}"))
        .isInstanceOf(TemplateProblem.class);
  }

  @Test
  void oneTemplateServesManyThreads() {
    Template template =
        Template.compile(
            "{% set s = namespace(n=0) %}{% for i in l %}{% set s.n = s.n + i %}{% endfor %}{{ s.n"
                + " }}");

    List<Object> sums =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> template.evaluate(Scope.of(Map.of("l", List.of((long) i, 1L)))))
            .toList();

    assertThat(sums)
        .containsExactlyElementsOf(
            IntStream.range(0, 2_000).mapToObj(i -> (Object) (i + 1L)).toList());
  }
}
