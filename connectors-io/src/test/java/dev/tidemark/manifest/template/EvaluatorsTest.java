package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorsTest {
  private static final String UNDEFINED = "{{ config.missing.deep }}";

  @Test
  void stringEvaluatorGivesEmptyTextAndFailsOnUndefined() {
    assertThat(Evaluated.value("{{ config.missing }}", Evaluated.config())).isEqualTo("");
    assertThatThrownBy(() -> Evaluated.value(UNDEFINED, Evaluated.config()))
        .isInstanceOf(EvaluationProblem.class)
        .hasMessageContaining("has no 'missing'")
        .hasMessageContaining(UNDEFINED);
  }

  @Test
  void mappingEvaluatorGivesNullForEmptyAndForUndefined() {
    assertThat(orNull("{{ config.missing }}")).isNull();
    assertThat(orNull(UNDEFINED)).isNull();
    assertThat(orNull("{{ config.a }}")).isEqualTo(1L);
  }

  private static Object orNull(String template) {
    return Template.compile(template).evaluateOrNull(Evaluated.config(), null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'False' }}",
        "{{ 'false' }}",
        "{{ '{}' }}",
        "{{ '[]' }}",
        "{{ '()' }}",
        "{{ '' }}",
        "{{ '0' }}",
        "{{ '0.0' }}",
        "{{ false }}",
        "{{ 0 }}",
        "{{ 0.0 }}",
        "{{ [] }}",
        "{{ () }}",
        "{{ {} }}",
        "{{ \"'0'\" }}",
        "{{ config.missing }}",
        UNDEFINED,
        "",
        "False",
        "set()",
        "{{ config.no }}"
      })
  void booleanEvaluatorTakesTheseForFalse(String condition) {
    assertThat(Template.compile(condition).test(Evaluated.config())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ none }}",
        "{{ 'no' }}",
        "{{ 'FALSE' }}",
        "{{ 1 }}",
        "{{ [0] }}",
        "{{ config }}",
        "{{ 'None' }}",
        "{{ now_utc() }}",
        "{{ [] + 'type error' }}",
        "yes",
        "{{ config.yes }}",
        "{{ {}.keys() }}"
      })
  void booleanEvaluatorTakesEverythingElseForTrue(String condition) {
    assertThat(Template.compile(condition).test(Evaluated.config())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          5       => STRING  => "5"
          5       => INTEGER => 5
          5       => NUMBER  => "5"
          5       => LIST    => "5"
          5.0     => NUMBER  => 5.0
          5.0     => INTEGER => "5.0"
          True    => INTEGER => true
          True    => BOOLEAN => true
          True    => STRING  => "True"
          None    => STRING  => "None"
          None    => BOOLEAN => "None"
          'q'     => STRING  => "q"
          'q'     => INTEGER => "'q'"
          [1]     => LIST    => [1]
          [1]     => STRING  => "[1]"
          (1, 2)  => LIST    => "(1, 2)"
          1,2     => STRING  => "1,2"
          {'a':1} => MAPPING => {"a":1}
          {'a':1} => STRING  => "{'a':1}"
          plain   => INTEGER => "plain"
          """)
  void keepsTheLiteralOnlyIfItIsOfAValidType(String text, ValueType type, String json) {
    Object value = Template.compile(text).evaluate(Evaluated.scope(), EnumSet.of(type));

    assertThat(Json.write(value)).isEqualTo(json);
  }

  @Test
  void appliesValidTypesToLookupsToo() {
    Scope record =
        Evaluated.record("{\"n\": 5, \"on\": true, \"tags\": [1, \"a\"], \"none\": null}");
    Set<ValueType> text = EnumSet.of(ValueType.STRING);

    assertThat(Template.compile("{{ record.n }}").evaluate(record, text)).isEqualTo("5");
    assertThat(Template.compile("{{ record.tags }}").evaluate(record, text)).isEqualTo("[1, 'a']");
    assertThat(Template.compile("{{ record.none }}").evaluateOrNull(record, text))
        .isEqualTo("None");
  }

  @Test
  void noValidTypesAllowAll() {
    assertThat(Template.compile("5").evaluate(Evaluated.scope(), Set.of())).isEqualTo(5L);
  }

  @Test
  void lookupKeepsTheDecimalAsItWasWritten() {
    Scope record = Evaluated.record("{\"price\": 12.50, \"tiny\": 0.12345678901234567890}");

    assertThat(Evaluated.value("{{ record.price }}", record)).isEqualTo(new BigDecimal("12.50"));
    assertThat(Evaluated.value("{{ record.tiny }}", record))
        .isEqualTo(new BigDecimal("0.12345678901234567890"));
  }

  @Test
  void floatsLeaveAsDecimalsSoThatRecordsHoldNoDoubles() {
    assertThat(Evaluated.value("{{ 6 / 2 }}", Evaluated.scope())).isEqualTo(new BigDecimal("3.0"));
    assertThat(Evaluated.value("{{ [0.1 + 0.2] }}", Evaluated.scope()))
        .isEqualTo(List.of(new BigDecimal("0.30000000000000004")));
  }

  @Test
  void listsAndObjectsAreCopies() {
    Scope record = Evaluated.record("{\"tags\": [[1]], \"o\": {\"a\": {}}}");

    Object tags = Evaluated.value("{{ record.tags }}", record);

    assertThat(tags).isEqualTo(List.of(List.of(1L)));
    assertThat(tags).isNotSameAs(Evaluated.value("{{ record.tags }}", record));
  }

  @Test
  void tuplesLeaveAsLists() {
    assertThat(Evaluated.json("{{ 1, ('a', none) }}")).isEqualTo("[1,[\"a\",null]]");
  }

  @Test
  void constantTemplateIsReadAsALiteralToo() {
    Template template = Template.compile("[1, 2]");

    assertThat(template.isConstant()).isTrue();
    assertThat(template.evaluate(Evaluated.scope())).isEqualTo(List.of(1L, 2L));
    assertThat(template.text()).isEqualTo("[1, 2]");
  }

  @Test
  void textBetweenExpressionsIsJoined() {
    Scope record = Evaluated.record("{\"id\": 7}");

    assertThat(Evaluated.value("/items/{{ record.id }}/x", record)).isEqualTo("/items/7/x");
    assertThat(Evaluated.value("{{ record.id }}{{ record.id }}", record)).isEqualTo(77L);
    assertThat(Evaluated.value("[{{ record.id }}]", record)).isEqualTo(List.of(7L));
  }
}
