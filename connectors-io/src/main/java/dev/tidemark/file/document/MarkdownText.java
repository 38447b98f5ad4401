package dev.tidemark.file.document;

/** Text with the few marks of Markdown that search and models make use of. */
final class MarkdownText {
  private final StringBuilder text = new StringBuilder();

  void append(String words) {
    boolean atStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    text.append(atStart && !words.equals("\n") ? words.stripLeading() : words);
  }

  /** What follows begins on a line of its own. */
  void line() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    if (end > 0 && text.charAt(end - 1) != '\n') {
      text.append('\n');
    }
  }

  /** What follows has an empty line before it. */
  void paragraph() {
    line();
    int length = text.length();
    if (length > 1 && text.charAt(length - 2) != '\n') {
      text.append('\n');
    }
  }

  void heading(int level) {
    paragraph();
    text.append("#".repeat(level)).append(' ');
  }

  void item(int level) {
    line();
    text.append("  ".repeat(Math.max(0, level))).append("- ");
  }

  @Override
  public String toString() {
    return text.toString().strip();
  }
}
