package dev.tidemark.manifest.template;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Upper and lower case, and tests of all characters of a text. */
final class TextCase {
  private TextCase() {}

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT)
        + text.substring(first).toLowerCase(Locale.ROOT);
  }

  /** Python's {@code str.title}: every letter after a character that is none. */
  static String title(String text) {
    StringBuilder titled = new StringBuilder(text.length());
    boolean inside = false;
    for (int point : text.codePoints().toArray()) {
      titled.appendCodePoint(inside ? Character.toLowerCase(point) : Character.toTitleCase(point));
      inside = Character.isLetter(point);
    }
    return titled.toString();
  }

  static String swap(String text) {
    StringBuilder swapped = new StringBuilder(text.length());
    text.codePoints()
        .map(
            point ->
                Character.isUpperCase(point)
                    ? Character.toLowerCase(point)
                    : Character.toUpperCase(point))
        .forEach(swapped::appendCodePoint);
    return swapped.toString();
  }

  /** Whether there is a character, and all are of the kind. */
  static boolean all(String text, IntPredicate kind) {
    return !text.isEmpty() && text.codePoints().allMatch(kind);
  }

  static boolean isLower(String text) {
    return text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints().noneMatch(TextCase::capital);
  }

  static boolean isUpper(String text) {
    return text.codePoints().anyMatch(TextCase::capital)
        && text.codePoints().noneMatch(Character::isLowerCase);
  }

  /** Digits of any script, fractions, circled and Roman numbers. */
  static boolean numeric(int point) {
    int type = Character.getType(point);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean capital(int point) {
    return Character.isUpperCase(point) || Character.isTitleCase(point);
  }

  static boolean isTitle(String text) {
    return title(text).equals(text) && text.codePoints().anyMatch(Character::isLetter);
  }
}
