package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScopeTest {
  @Test
  void aNameMayBePresentAndNull() {
    Map<String, Object> values = new HashMap<>();
    values.put("next_page_token", null);

    Scope scope = Scope.of(values);

    assertThat(scope.has("next_page_token")).isTrue();
    assertThat(Template.compile("{{ next_page_token is none }}").test(scope)).isTrue();
    assertThat(
            Template.compile("{{ next_page_token['next_page_token'] }}")
                .evaluateOrNull(scope, null))
        .isNull();
  }

  @Test
  void aNameOnTopHidesOneBelow() {
    Scope scope = Scope.of(Map.of("a", 1L, "b", 2L)).with("a", 3L);

    assertThat(Template.compile("{{ a }},{{ b }}").evaluate(scope)).hasToString("[3, 2]");
    assertThat(scope.has("c")).isFalse();
    assertThat(scope.with("c", null).has("c")).isTrue();
  }

  @Test
  void anotherClockKeepsTheNames() {
    Scope scope = Scope.of(Map.of("a", 1L)).at(Evaluated.CLOCK);

    assertThat(scope.get("a")).isEqualTo(1L);
    assertThat(scope.clock()).isSameAs(Evaluated.CLOCK);
  }

  @Test
  void aNameInScopeHidesTheMacro() {
    assertThat(Template.compile("{{ max }}").evaluate(Scope.of(Map.of("max", 9L)))).isEqualTo(9L);
  }
}
