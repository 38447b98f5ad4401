package dev.tidemark.manifest.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splitting, stripping, padding and replacing, as Python's texts do it. */
final class TextParts {
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029]");
  private static final Pattern CHUNK =
      Pattern.compile("\\s+|[^\\s-]*[^\\s-]-(?=\\w)|\\S+?(?=\\s|$)|\\S+");

  private TextParts() {}

  /** Without characters to strip it is blanks. */
  static String strip(String text, String characters, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && strippable(text.codePointAt(start), characters)) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && end > start && strippable(text.codePointBefore(end), characters)) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean strippable(int point, String characters) {
    return characters == null ? blank(point) : characters.indexOf(point) >= 0;
  }

  static boolean blank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  /** A negative count replaces all. */
  static String replace(String text, String old, String replacement, int count) {
    long found = old.isEmpty() ? text.length() + 1L : text.length() / old.length();
    if (replacement.length() > old.length()) {
      Limits.characters(
          text.length() + Math.min(found, occurrences(text, old)) * replacement.length());
    }
    if (count < 0) {
      return text.replace(old, replacement);
    }
    StringBuilder replaced = new StringBuilder();
    int position = 0;
    int next = text.indexOf(old);
    for (int i = 0; i < count && next >= 0 && next <= text.length(); i++) {
      replaced.append(text, position, next).append(replacement);
      position = next + old.length();
      next = old.isEmpty() ? next + 1 : text.indexOf(old, position);
    }
    return replaced.append(text.substring(position)).toString();
  }

  /** How often the part stands in the text without overlap. */
  static long occurrences(String text, String part) {
    if (part.isEmpty()) {
      return CodePoints.count(text) + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  static String center(String text, int width, String filler) {
    int missing = Limits.characters(width) - CodePoints.count(text);
    if (missing <= 0) {
      return text;
    }
    int left = missing / 2 + (missing & width & 1);
    return filler.repeat(left) + text + filler.repeat(missing - left);
  }

  static String pad(String text, int width, String filler, boolean atStart) {
    String padding = filler.repeat(Math.max(0, Limits.characters(width) - CodePoints.count(text)));
    return atStart ? padding + text : text + padding;
  }

  /** At a separator, at most so many times; a negative limit is none. */
  static List<Object> split(String text, String separator, int limit) {
    List<Object> parts = new ArrayList<>();
    int position = 0;
    int next = text.indexOf(separator);
    while (next >= 0 && (limit < 0 || parts.size() < limit)) {
      add(parts, text.substring(position, next));
      position = next + separator.length();
      next = text.indexOf(separator, position);
    }
    add(parts, text.substring(position));
    return parts;
  }

  static List<Object> splitFromEnd(String text, String separator, int limit) {
    List<Object> parts = new ArrayList<>();
    int end = text.length();
    int next = text.lastIndexOf(separator);
    while (next >= 0 && (limit < 0 || parts.size() < limit)) {
      add(parts, text.substring(next + separator.length(), end));
      end = next;
      next = text.lastIndexOf(separator, end - separator.length());
    }
    add(parts, text.substring(0, end));
    Collections.reverse(parts);
    return parts;
  }

  /** At runs of blanks; none at the ends gives an empty part. */
  static List<Object> splitWords(String text, int limit) {
    List<Object> words = new ArrayList<>();
    int start = skip(text, 0, true);
    while (start < text.length()) {
      boolean last = limit >= 0 && words.size() == limit;
      int end = last ? text.length() : skip(text, start, false);
      add(words, text.substring(start, end));
      start = skip(text, end, true);
    }
    return words;
  }

  /** Where the blanks, or the characters that are none, end. */
  private static int skip(String text, int start, boolean blanks) {
    int end = start;
    while (end < text.length() && blank(text.codePointAt(end)) == blanks) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  static List<Object> splitWordsFromEnd(String text, int limit) {
    String reversed = new StringBuilder(text).reverse().toString();
    List<Object> parts = new ArrayList<>();
    for (Object word : splitWords(reversed, limit)) {
      parts.add(new StringBuilder((String) word).reverse().toString());
    }
    Collections.reverse(parts);
    return parts;
  }

  private static void add(List<Object> parts, String part) {
    Limits.items(parts.size() + 1L);
    parts.add(part);
  }

  static List<String> lines(String text, boolean keepEnds) {
    List<String> lines = new ArrayList<>();
    Matcher ends = LINE_END.matcher(text);
    int start = 0;
    while (ends.find()) {
      lines.add(text.substring(start, keepEnds ? ends.end() : ends.start()));
      start = ends.end();
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  /** Lines of at most the width, broken at blanks and hyphens, and inside words only if allowed. */
  static List<String> wrap(String text, int width, boolean breakWords, boolean breakHyphens) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String chunk : chunks(text, breakHyphens)) {
      String rest = chunk;
      if (line.length() + rest.length() > width && !line.toString().isBlank()) {
        boolean fill = breakWords && rest.length() > width && line.length() < width;
        int taken = fill ? width - line.length() : 0;
        lines.add((line + rest.substring(0, taken)).stripTrailing());
        line.setLength(0);
        rest = rest.substring(taken);
      }
      while (breakWords && rest.length() > width) {
        lines.add(rest.substring(0, width));
        rest = rest.substring(width);
      }
      boolean leadingBlank = line.isEmpty() && !lines.isEmpty() && rest.isBlank();
      line.append(leadingBlank ? "" : rest);
    }
    if (!line.toString().isBlank()) {
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static List<String> chunks(String text, boolean breakHyphens) {
    Pattern pattern = breakHyphens ? CHUNK : Pattern.compile("\\s+|\\S+");
    return pattern.matcher(text).results().map(match -> match.group()).toList();
  }
}
