package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The traps of the language reference that concern templates, by their numbers there. */
class TrapsTest {
  private static final Set<ValueType> PARAMETER = EnumSet.of(ValueType.STRING, ValueType.LIST);

  @Test
  void t3GetPrintsNone() {
    Scope config = Evaluated.scope("config", Evaluated.object("{}"));

    assertThat(Template.compile("{{ config.get('team') }}").evaluateOrNull(config, PARAMETER))
        .isEqualTo("None");
    assertThat(Template.compile("{{ config['team'] }}").evaluateOrNull(config, PARAMETER)).isNull();
    assertThat(Template.compile("{{ config.get('team') }}").evaluateOrNull(config, null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ record.get('deleted_at') }} => {"deleted_at": null} => true
          {{ record.get('deleted_at') }} => {}                   => true
          {{ record.deleted_at }}        => {}                   => false
          {{ record.deleted_at }}        => {"deleted_at": null} => true
          """)
  void t4NoneIsTrue(String condition, String record, boolean kept) {
    assertThat(Template.compile(condition).test(Evaluated.record(record))).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {"f": "8001"}  => 8001    => 8001
          {"f": "08001"} => "08001" => 08001
          {"f": "1e3"}   => 1000.0  => 1e3
          {"f": "1,2"}   => [1,2]   => 1,2
          """)
  void t5NumbersComeFromTextUnlessTheValueTypeIsString(String record, String json, String text) {
    Template template = Template.compile("{{ record.f }}");
    Scope scope = Evaluated.record(record);

    assertThat(Json.write(template.evaluate(scope))).isEqualTo(json);
    assertThat(template.evaluate(scope, EnumSet.of(ValueType.STRING))).isEqualTo(text);
  }

  @Test
  void t6NumberIsAFloatAndIntegerTakesBooleans() {
    Template template = Template.compile("{{ record.n }}");
    Set<ValueType> number = EnumSet.of(ValueType.NUMBER);

    assertThat(template.evaluate(Evaluated.record("{\"n\": 5}"), number)).isEqualTo("5");
    assertThat(Json.write(template.evaluate(Evaluated.record("{\"n\": 5.0}"), number)))
        .isEqualTo("5.0");
    assertThat(template.evaluate(Evaluated.record("{\"n\": true}"), EnumSet.of(ValueType.INTEGER)))
        .isEqualTo(true);
  }

  @Test
  void t7JsonTextBecomesAMapUnlessItUsesJsonWords() {
    assertThat(Evaluated.value("{\"a\": 1}", Evaluated.scope()))
        .isEqualTo(Evaluated.object("{\"a\": 1}"));
    assertThat(Evaluated.value("{\"a\": true}", Evaluated.scope())).isEqualTo("{\"a\": true}");
    assertThat(PythonText.str(Evaluated.object("{\"a\": 1}"))).isEqualTo("{'a': 1}");
  }

  @Test
  void t8TypeErrorGivesTheTemplateText() {
    String text = "{{ config.tags + ['day'] | join(',') }}";

    assertThat(Evaluated.value(text, Evaluated.config())).isEqualTo(text);
    assertThat(Evaluated.value("{{ (config.tags + ['day']) | join(',') }}", Evaluated.config()))
        .isEqualTo("x,y,z,day");
  }

  @Test
  void t9UndefinedDepthDependsOnTheEvaluator() {
    Template template = Template.compile("{{ record.a.b }}");
    Scope missing = Evaluated.record("{}");

    assertThatThrownBy(() -> template.evaluate(missing)).isInstanceOf(EvaluationProblem.class);
    assertThat(template.evaluate(Evaluated.record("{\"a\": null}"))).isEqualTo("");
    assertThat(template.evaluateOrNull(missing, null)).isNull();
    assertThat(template.test(missing)).isFalse();
  }

  @Test
  void t10UnknownNamesFailInEveryEvaluator() {
    Template template = Template.compile("{{ page is defined }}");
    String message = "'page' is not available here";

    assertThat(template.freeNames()).containsExactly("page");
    assertThatThrownBy(() -> template.evaluate(Evaluated.scope())).hasMessageContaining(message);
    assertThatThrownBy(() -> template.evaluateOrNull(Evaluated.scope(), null))
        .hasMessageContaining(message);
    assertThatThrownBy(() -> template.test(Evaluated.scope())).hasMessageContaining(message);
  }

  @Test
  void t11MethodBeatsField() {
    Scope record = Evaluated.record("{\"items\": 3}");

    assertThat((String) Evaluated.value("{{ record.items }}", record))
        .startsWith("<built-in method items of dict");
    assertThat(Evaluated.value("{{ record['items'] }}", record)).isEqualTo(3L);
  }

  @Test
  void t12StringFilterQuotesOnlyWhatIsNoText() {
    assertThat(Evaluated.json("{{ '5' | string }}")).isEqualTo("5");
    assertThat(Evaluated.json("{{ 5 | string }}")).isEqualTo("\"5\"");
  }

  @Test
  void t13BackslashesInLiteralsAreEscapes() {
    assertThat(Evaluated.json("{{ 'x y' | regex_search('\\b(y)') }}")).isEqualTo("\"\"");
    assertThat(Evaluated.json("{{ 'x y' | regex_search('\\\\b(y)') }}")).isEqualTo("\"y\"");
    assertThat(Evaluated.json("{{ 'x y' | regex_search('y') }}")).isEqualTo("\"\"");
  }

  @Test
  void t14DivisionAndTimestampsAreFloats() {
    assertThat(Evaluated.json("{{ 6 / 2 }}")).isEqualTo("3.0");
    assertThat(Evaluated.json("{{ timestamp('2022-01-01') }}")).isEqualTo("1640995200.0");
    assertThat(Evaluated.json("{{ timestamp('2022-01-01') | int }}")).isEqualTo("1640995200");
  }

  @Test
  void t23HeadersAreCaseSensitiveMapsAndLinkIsParsed() {
    Map<String, Object> headers = new LinkedHashMap<>();
    headers.put("X-Next", "n");
    headers.put("link", new LinkedHashMap<>());
    Scope scope = Evaluated.scope("headers", headers);

    assertThat(Evaluated.value("{{ headers['X-Next'] }}", scope)).isEqualTo("n");
    assertThat(Evaluated.value("{{ headers['x-next'] }}", scope)).isEqualTo("");
    assertThat(Template.compile("{{ 'next' not in headers['link'] }}").test(scope)).isTrue();
    assertThatThrownBy(() -> Evaluated.value("{{ headers['link']['next']['url'] }}", scope))
        .isInstanceOf(EvaluationProblem.class);
  }
}
