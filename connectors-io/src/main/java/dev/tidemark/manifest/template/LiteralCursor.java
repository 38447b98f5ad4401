package dev.tidemark.manifest.template;

/** A position in a text that is read as a Python literal, and how many brackets are open there. */
final class LiteralCursor {
  private final String text;
  private int position;
  private int depth;

  LiteralCursor(String text, int position) {
    this.text = text;
    this.position = position;
  }

  String text() {
    return text;
  }

  int position() {
    return position;
  }

  void moveTo(int next) {
    position = next;
  }

  boolean atEnd() {
    return position == text.length();
  }

  boolean at(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  /** The character here; not to be asked at the end. */
  char here() {
    return text.charAt(position);
  }

  boolean skip(char c) {
    boolean here = at(c);
    position += here ? 1 : 0;
    return here;
  }

  /** Passes a whole word; a longer one is none. */
  boolean skipWord(String word) {
    int end = position + word.length();
    boolean longer = end < text.length() && Character.isJavaIdentifierPart(text.charAt(end));
    if (longer || !text.startsWith(word, position)) {
      return false;
    }
    position = end;
    return true;
  }

  /** Passes an opening bracket and blanks behind it; false where too many are open already. */
  boolean open() {
    depth++;
    position++;
    skipBlanks();
    return depth <= Limits.DEPTH;
  }

  boolean close(char bracket) {
    depth--;
    return skip(bracket);
  }

  /** Passes a comma and the blanks behind it; the closing bracket, which stays, will do as well. */
  boolean comma(char close) {
    if (skip(',')) {
      skipBlanks();
      return true;
    }
    return at(close);
  }

  /** Lines before the literal may be empty or a comment; then it must start its line. */
  void skipEmptyLines() {
    while (position < text.length() && "\n\r\f#".indexOf(text.charAt(position)) >= 0) {
      position = text.charAt(position) == '#' ? lineEnd() : position + 1;
    }
  }

  /** After the literal nothing may follow but blanks, empty lines and comments. */
  boolean restIsEmpty() {
    depth++;
    skipBlanks();
    return atEnd();
  }

  /** Inside brackets lines and comments are blanks too. */
  void skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      boolean lineEnd = c == '\n' || c == '\r';
      if (c == '#' && depth > 0) {
        position = lineEnd();
      } else if (c == '\\' && text.startsWith("\n", position + 1)) {
        position += 2;
      } else if (c == ' ' || c == '\t' || c == '\f' || (depth > 0 && lineEnd)) {
        position++;
      } else {
        return;
      }
    }
  }

  private int lineEnd() {
    int end = text.indexOf('\n', position);
    return end < 0 ? text.length() : end;
  }
}
