package dev.tidemark.source.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "**,                    a.csv,                  true",
    "**,                    a/b/c.csv,              true",
    "**,                    .hidden,                false",
    "**,                    a/.hidden/b,            false",
    "**/*.csv,              a.csv,                  true",
    "**/*.csv,              x/y/a.csv,              true",
    "**/*.csv,              x/.y/a.csv,             false",
    "*.csv,                 x/a.csv,                false",
    "*.csv,                 .a.csv,                 false",
    "x/**/a.csv,            x/a.csv,                true",
    "x/**/a.csv,            x/y/z/a.csv,            true",
    "x/**,                  x,                      false",
    "x/**,                  x/y/z,                  true",
    "a**.csv,               ab.csv,                 true",
    "a**.csv,               a/b.csv,                false",
    "a?.csv,                ab.csv,                 true",
    "a?.csv,                a/.csv,                 false",
    "?a.csv,                .a.csv,                 false",
    "a[bc].csv,             ab.csv,                 true",
    "a[!bc].csv,            ab.csv,                 false",
    "a[!bc].csv,            ad.csv,                 true",
    "a[b-d].csv,            ac.csv,                 true",
    "a[,                    a[,                     true",
    "a{b,                   a{b,                    true",
    "a|b,                   a|b,                    true",
    "a.csv,                 A.csv,                  false",
    "a+(b).csv,             a+(b).csv,              true",
    "x/.y/*.csv,            x/.y/a.csv,             true",
    "z.zip#*.csv,           z.zip#a.csv,            true",
    "z.zip#**/*.csv,        z.zip#a/b.csv,          true",
    "**/*.csv,              z.zip#a/b.csv,          true"
  })
  void patternsMatchKeys(String glob, String key, boolean matches) {
    assertThat(new Glob(glob).matches(key)).isEqualTo(matches);
  }

  @Test
  void onlyPrefixesAreListedThatNoOtherOneCovers() {
    assertThat(prefixes("logs/2026/*.csv", "logs/*", "data/x?.csv", "data/[ab].csv"))
        .containsExactly("data/", "logs/");
    assertThat(prefixes("a.csv")).containsExactly("a.csv");
  }

  @Test
  void aPatternWithoutPrefixListsEverything() {
    assertThat(prefixes("**", "logs/*")).containsExactly("");
    assertThat(prefixes()).containsExactly("");
  }

  @Test
  void aGivenPrefixIsListedAlone() {
    assertThat(Globs.of(List.of("**/*.csv"), "old/").prefixes()).containsExactly("old/");
  }

  private static List<String> prefixes(String... globs) {
    return Globs.of(List.of(globs), null).prefixes();
  }
}
