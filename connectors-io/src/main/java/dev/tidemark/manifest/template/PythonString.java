package dev.tidemark.manifest.template;

import java.util.Locale;

/** A string literal of Python: its text, and where it ends. Bytes are not taken. */
record PythonString(String value, int end) {
  /** Null where no string starts here, or where it does not end. */
  static PythonString read(String text, int start) {
    int open = start;
    while (open < text.length() && open < start + 2 && Character.isLetter(text.charAt(open))) {
      open++;
    }
    String prefix = text.substring(start, open).toLowerCase(Locale.ROOT);
    boolean quoted =
        open < text.length() && (text.charAt(open) == '\'' || text.charAt(open) == '"');
    boolean known = prefix.isEmpty() || prefix.equals("r") || prefix.equals("u");
    return quoted && known ? read(text, open, prefix.equals("r")) : null;
  }

  private static PythonString read(String text, int open, boolean raw) {
    String quote = text.substring(open, open + 1);
    String delimiter = text.startsWith(quote.repeat(3), open) ? quote.repeat(3) : quote;
    int start = open + delimiter.length();
    int end = start;
    while (end < text.length() && !text.startsWith(delimiter, end)) {
      if (text.charAt(end) == '\n' && delimiter.length() == 1) {
        return null;
      }
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      return null;
    }
    String body = text.substring(start, end);
    String value = raw ? body : PythonEscapes.decode(body);
    return value == null ? null : new PythonString(value, end + delimiter.length());
  }
}
