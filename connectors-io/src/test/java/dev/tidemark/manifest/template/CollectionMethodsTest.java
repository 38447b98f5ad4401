package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionMethodsTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          config.get('a')                       => 1
          config.get('zz')                      => null
          config.get('zz', 5)                   => 5
          config.get('zz', {}).get('y', 'd')    => "d"
          config.deep.keys() | list             => ["k"]
          {'a': 1}.values() | list              => [1]
          {'a': 1}.items() | list               => [["a",1]]
          {'a': 1}.copy()                       => {"a":1}
          {'a': 1}.pop('a')                     => 1
          {'a': 1}.pop('b', 2)                  => 2
          {'a': 1}.popitem()                    => ["a",1]
          {'a': 1}.setdefault('b', 2)           => 2
          {'a': 1}.update({'b': 2})             => null
          [3, 1, 2].index(1)                    => 1
          [1, 2, 1].count(1)                    => 2
          [1, 2].pop()                          => 2
          [1, 2].pop(0)                         => 1
          [1, 2].copy()                         => [1,2]
          [1].append(2)                         => null
          (1, 2, 1).count(1)                    => 2
          (1, 2).index(2)                       => 1
          5.0.is_integer()                      => true
          7.bit_length()                        => 3
          """)
  void workAsPythons(String expression, String json) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          append('q')       => ["x","y","z","q"]
          extend(['q'])     => ["x","y","z","q"]
          insert(0, 'q')    => ["q","x","y","z"]
          insert(-1, 'q')   => ["x","y","q","z"]
          remove('y')       => ["x","z"]
          pop(1)            => ["x","z"]
          reverse()         => ["z","y","x"]
          sort(reverse=true) => ["z","y","x"]
          clear()           => []
          """)
  void changeTheListItself(String call, String json) {
    assertThat(Evaluated.json("{% set _ = config.tags." + call + " %}{{ config.tags }}"))
        .isEqualTo(json);
  }

  @Test
  void changeTheObjectInScopeItself() {
    JsonObject record = Evaluated.object("{\"a\": 1, \"b\": 2}");
    String template = "{% set _ = record.update({'a': 9}, c=3) %}{{ record.pop('b') }}";

    assertThat(Evaluated.value(template, Evaluated.scope("record", record))).isEqualTo(2L);
    assertThat(Json.write(record)).isEqualTo("{\"a\":9,\"c\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[].pop()", "[1].index(2)", "[1].remove(2)", "{}.pop('a')", "{}.popitem()"})
  void failWhereThereIsNothing(String expression) {
    Template template = Template.compile("{{ " + expression + " }}");

    assertThatThrownBy(() -> template.evaluate(Evaluated.config()))
        .isInstanceOf(EvaluationProblem.class);
  }
}
