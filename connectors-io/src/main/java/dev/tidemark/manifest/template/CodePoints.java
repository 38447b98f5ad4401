package dev.tidemark.manifest.template;

/** Positions in a text counted in code points, as Python counts them. */
final class CodePoints {
  private CodePoints() {}

  static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The part from one position to another; both lie within the text. */
  static String part(String text, int from, int to) {
    if (count(text) == text.length()) {
      return text.substring(from, to);
    }
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }

  static String at(String text, int position) {
    return part(text, position, position + 1);
  }

  /** The position of a Java index. */
  static int position(String text, int index) {
    return index < 0 ? index : text.codePointCount(0, index);
  }
}
