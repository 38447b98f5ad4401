package dev.tidemark.manifest.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.JsonObject;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeAccessTest {
  /** A slice as templates see it. */
  private static final class Slice extends LinkedHashMap<String, Object> implements Attributes {
    @Serial private static final long serialVersionUID = 1;
    private final transient Map<String, Object> attributes;

    Slice(Map<String, Object> keys, Map<String, Object> attributes) {
      super(keys);
      this.attributes = attributes;
    }

    @Override
    public boolean hasAttribute(String name) {
      return attributes.containsKey(name);
    }

    @Override
    public Object attribute(String name) {
      return attributes.get(name);
    }
  }

  private static final Scope SLICE =
      Evaluated.scope(
          "stream_slice",
          new Slice(
              Map.of("id", 7L, "partition", "key"),
              Map.of(
                  "partition",
                  JsonObject.of("id", 7L),
                  "extra_fields",
                  JsonObject.of("n", "x"),
                  "_partition",
                  1L)));

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ stream_slice.id }}                => 7
          {{ stream_slice['id'] }}             => 7
          {{ stream_slice.partition.id }}      => 7
          {{ stream_slice['partition'] }}      => key
          {{ stream_slice.extra_fields['n'] }} => x
          {{ stream_slice['extra_fields'].n }} => x
          {{ stream_slice._partition }}        => 1
          {{ stream_slice.get('id') }}         => 7
          {{ stream_slice | length }}          => 2
          """)
  void asksAttributesFirstAfterADotAndKeysFirstInBrackets(String template, String text) {
    assertThat(PythonText.str(Evaluated.value(template, SLICE))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          {{ config.tags[0] }}         => "x"
          {{ config.tags[-1] }}        => "z"
          {{ config.tags.0 }}          => "x"
          {{ config.tags[1:] }}        => ["y","z"]
          {{ config.tags[::-1] }}      => ["z","y","x"]
          {{ config.tags[:-1] }}       => ["x","y"]
          {{ 'abcdef'[1:5:2] }}        => "bd"
          {{ 'a😀b'[1] }}              => "😀"
          {{ 'a😀b'[1:] }}             => "😀b"
          {{ 'a😀b' | length }}        => 3
          {{ (1, 2, 3)[1:] }}          => [2,3]
          {{ config.deep.k.z[0] }}     => 1
          {{ config['deep']['k'].z }}  => [1]
          {{ config._id }}             => "uid"
          {{ config['a' ~ ''] }}       => 1
          {{ {1: 'x', 2: 'y'}[2] }}    => "y"
          {{ {true: 'y'}[config.yes] }} => "y"
          {{ {1: 'x'}[1.0] }}          => "x"
          """)
  void findsItems(String template, String json) {
    assertThat(Evaluated.json(template)).isEqualTo(json);
  }

  @Test
  void aMissingKeyInBracketsFindsTheMethod() {
    assertThat((String) Evaluated.value("{{ config['keys'] }}", Evaluated.config()))
        .startsWith("<built-in method keys");
  }

  @Test
  void plainMapsAreDictsToo() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1L, 2L));
    map.put("n", null);

    assertThat(Evaluated.value("{{ m.a[1] }}{{ m.n is none }}", Evaluated.scope("m", map)))
        .isEqualTo("2True");
  }
}
