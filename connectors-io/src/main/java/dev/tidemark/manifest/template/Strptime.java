package dev.tidemark.manifest.template;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A compiled format of Python's {@code strptime}. As there, a directive takes as much as it can and
 * gives back what the rest of the format needs.
 */
final class Strptime {
  private static final Map<Character, String> COMPOSITES =
      Map.of('c', "%a %b %d %H:%M:%S %Y", 'x', "%m/%d/%y", 'X', "%H:%M:%S");

  private final String format;
  private final List<StrptimeField> fields = new ArrayList<>();

  Strptime(String format) {
    this.format = format;
    compile(format.replace("%_ms", "%f"));
  }

  /** The moment, null where the text is not in this format; without a zone it is UTC. */
  OffsetDateTime parse(String text) {
    ParsedTime parsed = new ParsedTime();
    return match(text, 0, 0, parsed) ? parsed.moment() : null;
  }

  private boolean match(String text, int index, int position, ParsedTime into) {
    if (index == fields.size()) {
      return position == text.length();
    }
    StrptimeField field = fields.get(index);
    for (int attempt = 0; attempt < field.attempts(); attempt++) {
      int end = field.read(text, position, attempt, into);
      if (end >= 0 && match(text, index + 1, end, into)) {
        return true;
      }
    }
    return false;
  }

  private void compile(String pattern) {
    int position = 0;
    while (position < pattern.length()) {
      char c = pattern.charAt(position);
      if (c == '%') {
        directive(pattern, position + 1);
        position += 2;
      } else {
        position = text(pattern, position, Character.isWhitespace(c));
      }
    }
  }

  /** Adds the blanks, or the literal text, that starts here and returns where it ends. */
  private int text(String pattern, int start, boolean blank) {
    int end = start;
    while (end < pattern.length()
        && pattern.charAt(end) != '%'
        && Character.isWhitespace(pattern.charAt(end)) == blank) {
      end++;
    }
    fields.add(
        blank ? StrptimeField.blanks() : StrptimeField.literal(pattern.substring(start, end)));
    return end;
  }

  private void directive(String pattern, int position) {
    if (position == pattern.length()) {
      throw new EvaluationProblem("stray % in the date format '" + format + "'");
    }
    char letter = pattern.charAt(position);
    if (COMPOSITES.containsKey(letter)) {
      compile(COMPOSITES.get(letter));
      return;
    }
    StrptimeField field = StrptimeField.directive(letter);
    if (field == null) {
      throw new EvaluationProblem(
          "'%" + letter + "' is a bad directive for reading dates, in '" + format + "'");
    }
    fields.add(field);
  }
}
