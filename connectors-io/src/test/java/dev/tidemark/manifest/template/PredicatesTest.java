package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredicatesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.a is defined",
        "config.zz is undefined",
        "config.zz is not defined",
        "not config.zz is defined",
        "config.none is none",
        "config.a is not none",
        "config.no is false",
        "config.yes is true",
        "config.yes is boolean",
        "config.a is integer",
        "config.pi is float",
        "config.yes is number",
        "config.name is string",
        "config is mapping",
        "config.tags is sequence",
        "config.tags is iterable",
        "'ab' is sequence",
        "config.get is callable",
        "'ab' is lower",
        "'AB' is upper",
        "3 is odd",
        "4 is even",
        "9 is divisibleby 3",
        "9 is divisibleby(3)",
        "'a' is in ['a']",
        "1 is eq 1",
        "1 is ne 2",
        "1 is lt 2",
        "2 is ge 2",
        "1 is equalto 1",
        "3 is greaterthan 2",
        "2 is lessthan 3",
        "none is sameas none",
        "'upper' is filter",
        "'odd' is test",
        "'a' is eq('a') and 1 is odd"
      })
  void hold(String expression) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 is false",
        "1 is true",
        "config.yes is integer",
        "1.0 is integer",
        "1 is float",
        "config.zz is none",
        "5 is iterable",
        "config.tags is mapping",
        "config.name is callable",
        "'Ab' is lower",
        "1 is sameas true",
        "'nope' is filter",
        "'x' is escaped",
        "config.a is undefined"
      })
  void doNotHold(String expression) {
    assertThat(Evaluated.json("{{ " + expression + " }}")).isEqualTo("false");
  }
}
