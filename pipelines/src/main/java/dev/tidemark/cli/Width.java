package dev.tidemark.cli;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How much room texts take on a terminal. */
final class Width {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private Width() {}

  static int of(String text) {
    return text.codePoints().map(Width::of).sum();
  }

  private static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean isPicture = character >= 0x1F300 && character <= 0x1FAFF;
    boolean isFullWidth = character >= 0xFF01 && character <= 0xFF60;
    return isPicture || isFullWidth || WIDE.contains(UnicodeScript.of(character)) ? 2 : 1;
  }

  /** The text, or as much of it as there is room for with a mark that there is more. */
  static String cut(String text, int most) {
    if (of(text) <= most) {
      return text;
    }
    int end = 0;
    int width = 1;
    while (width + of(text.codePointAt(end)) <= most) {
      width += of(text.codePointAt(end));
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end) + "…";
  }
}
