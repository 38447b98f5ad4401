package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tables for people. */
final class TextTableTest {
  private static final TextTable TABLE =
      new TextTable("NAME", "MEANING", "ROWS")
          .row("customers", "who pays, and since when, and how much", 1_200)
          .row("x", "short", 3);

  @Test
  void columnsAreAsWideAsTheyNeedToBe() {
    assertThat(TABLE.fitting(1_000))
        .isEqualTo(
            """
            NAME       MEANING                                 ROWS
            customers  who pays, and since when, and how much  1200
            x          short                                      3\
            """);
  }

  @Test
  void theWidestAreCutWhereTheTerminalEnds() {
    assertThat(TABLE.fitting(40))
        .isEqualTo(
            """
            NAME       MEANING                  ROWS
            customers  who pays, and since wh…  1200
            x          short                       3\
            """);
  }

  @Test
  void wideCharactersTakeTwoPlacesAndAreNotCutInHalf() {
    assertThat(new TextTable("A", "B").row("漢字🎉", "x").row("e\u0301", "y").fitting(100))
        .isEqualTo("A       B\n漢字🎉  x\ne\u0301       y");
    assertThat(Width.cut("漢字漢字", 6)).isEqualTo("漢字…");
    assertThat(Width.cut("🎉🎉🎉", 5)).isEqualTo("🎉🎉…");
  }

  @Test
  void noneIsCutUntilItSaysNothing() {
    assertThat(TABLE.fitting(1).lines().skip(1)).first().isEqualTo("customers  who pays,…  1200");
  }
}
