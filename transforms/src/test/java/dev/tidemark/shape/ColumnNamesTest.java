package dev.tidemark.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.json.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ColumnNamesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "id               | id",
        "customer-since   | customer_since",
        "Customer Since   | customer_since",
        "a.b..c           | a_b_c",
        "_id              | _id",
        "__a              | __a",
        "2fa_enabled      | _2fa_enabled",
        "٣x               | _٣x",
        "größe            | größe",
        "NAÏVE            | naïve",
        "漢字             | 漢字",
        "𝒜b               | 𝒜b",
        "İd               | i_d",
        "`😀`             | _",
        "``               | _",
        "`a\tb`           | a_b",
        "`$%&`            | _",
        "`say \"hi\"; --` | say_hi_"
      })
  void normalisesANameAsTheTableLayoutSays(String field, String column) {
    assertThat(ColumnNames.normalise(field)).isEqualTo(column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"İd", "ǅ", "A.B", "9", "ß", "ẞ", "", "x😀y"})
  void normalisingTwiceIsTheSameAsOnce(String field) {
    String once = ColumnNames.normalise(field);
    assertThat(ColumnNames.normalise(once)).isEqualTo(once);
  }

  @Test
  void fieldsThatDoNotCollideGetPlainNames() {
    assertThat(ColumnNames.assign(List.of("Id", "first name", "2nd"), Set.of()))
        .containsExactly(
            Map.entry("Id", "id"), Map.entry("first name", "first_name"), Map.entry("2nd", "_2nd"));
  }

  @Test
  void theFieldThatIsSpelledLikeTheColumnGetsTheName() {
    Map<String, String> names =
        ColumnNames.assign(List.of("Customer-Since", "customer_since", "customer since"), Set.of());
    assertThat(names)
        .containsEntry("customer_since", "customer_since")
        .containsEntry("Customer-Since", "customer_since_8b45103f")
        .containsEntry("customer since", "customer_since_3b7e543d");
  }

  @Test
  void whereNoFieldIsSpelledLikeTheColumnAllGetASuffix() {
    Map<String, String> names = ColumnNames.assign(List.of("A b", "A-b"), Set.of());
    assertThat(names.values()).allMatch(name -> name.matches("a_b_[0-9a-f]{8}"));
    assertThat(new HashSet<>(names.values())).hasSize(2);
  }

  @Test
  void aNameThatIsTakenIsNotGivenAgain() {
    Map<String, String> names = ColumnNames.assign(List.of("_tidemark_id"), Set.of("_tidemark_id"));
    assertThat(names.get("_tidemark_id")).matches("_tidemark_id_[0-9a-f]{8}");
    String suffixed = names.get("_tidemark_id");
    assertThat(ColumnNames.assign(List.of("_tidemark_id"), Set.of("_tidemark_id", suffixed)))
        .containsEntry("_tidemark_id", suffixed + "_2");
  }

  @Test
  void aSuffixedNameDoesNotTakeThePlaceOfAPlainOne() {
    String suffixed = ColumnNames.assign(List.of("A b", "a_b"), Set.of()).get("A b");
    Map<String, String> names = ColumnNames.assign(List.of("A b", "a_b", suffixed), Set.of());
    assertThat(names).containsEntry(suffixed, suffixed).containsEntry("a_b", "a_b");
    assertThat(names.get("A b")).isEqualTo(suffixed + "_2");
  }

  @Test
  void namesDoNotDependOnTheOrderOfFields() {
    Random random = Seeds.random();
    List<String> fields =
        new ArrayList<>(List.of("a b", "A b", "a_b", "A_B", "a.b", "a--b", "x", "X", "2", "_2"));
    Map<String, String> expected = new HashMap<>(ColumnNames.assign(fields, Set.of("x")));
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(fields, random);
      assertThat(ColumnNames.assign(fields, Set.of("x"))).isEqualTo(expected);
    }
    assertThat(new HashSet<>(expected.values())).hasSize(fields.size());
  }
}
