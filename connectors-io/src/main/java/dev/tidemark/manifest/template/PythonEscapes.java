package dev.tidemark.manifest.template;

/** Backslash sequences of Python string literals; unknown ones stay as they are. */
final class PythonEscapes {
  private PythonEscapes() {}

  /** The text without its escapes, null where one of them is malformed. */
  static String decode(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int position = 0;
    while (position >= 0 && position < text.length()) {
      char c = text.charAt(position);
      if (c == '\\') {
        position = sequence(text, position + 1, decoded);
      } else {
        decoded.append(c);
        position++;
      }
    }
    return position < 0 ? null : decoded.toString();
  }

  /** Decodes what follows a backslash and returns where it ends, or a negative number. */
  private static int sequence(String text, int position, StringBuilder decoded) {
    if (position == text.length()) {
      return -1;
    }
    char c = text.charAt(position);
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> decoded.append(c);
      case 'a' -> decoded.append((char) 7);
      case 'b' -> decoded.append('\b');
      case 'f' -> decoded.append('\f');
      case 'n' -> decoded.append('\n');
      case 'r' -> decoded.append('\r');
      case 't' -> decoded.append('\t');
      case 'v' -> decoded.append((char) 11);
      default -> {
        return number(text, position, decoded);
      }
    }
    return position + 1;
  }

  private static int number(String text, int position, StringBuilder decoded) {
    char c = text.charAt(position);
    return switch (c) {
      case 'x' -> hexadecimal(text, position + 1, 2, decoded);
      case 'u' -> hexadecimal(text, position + 1, 4, decoded);
      case 'U' -> hexadecimal(text, position + 1, 8, decoded);
      case 'N' -> named(text, position + 1, decoded);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(text, position, decoded);
      default -> {
        decoded.append('\\').append(c);
        yield position + 1;
      }
    };
  }

  private static int hexadecimal(String text, int start, int width, StringBuilder decoded) {
    if (start + width > text.length()) {
      return -1;
    }
    int point = 0;
    for (int i = start; i < start + width; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || point > Character.MAX_CODE_POINT) {
        return -1;
      }
      point = point * 16 + digit;
    }
    if (point > Character.MAX_CODE_POINT) {
      return -1;
    }
    decoded.appendCodePoint(point);
    return start + width;
  }

  private static int octal(String text, int start, StringBuilder decoded) {
    int point = 0;
    int end = start;
    while (end < text.length()
        && end < start + 3
        && text.charAt(end) >= '0'
        && text.charAt(end) <= '7') {
      point = point * 8 + text.charAt(end) - '0';
      end++;
    }
    decoded.appendCodePoint(point);
    return end;
  }

  private static int named(String text, int start, StringBuilder decoded) {
    int end = text.indexOf('}', start);
    if (end < 0 || text.charAt(start) != '{') {
      return -1;
    }
    try {
      decoded.appendCodePoint(Character.codePointOf(text.substring(start + 1, end)));
      return end + 1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
