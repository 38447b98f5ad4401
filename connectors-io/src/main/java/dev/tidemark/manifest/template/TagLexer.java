package dev.tidemark.manifest.template;

import dev.tidemark.manifest.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the inside of one tag into names, texts, numbers and operators. */
final class TagLexer {
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?<!\\.)(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");
  private static final Pattern NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern STRING =
      Pattern.compile(
          "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"",
          Pattern.DOTALL);
  private static final Pattern OPERATOR =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

  private final String source;
  private final String endMark;
  private final Deque<Character> open = new ArrayDeque<>();
  private int position;

  TagLexer(String source, int position, boolean block) {
    this.source = source;
    this.position = position;
    this.endMark = block ? "%}" : "}}";
    skipBlanks();
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return open.isEmpty() && source.startsWith(endMark, position + (signed() ? 1 : 0));
  }

  boolean endTrims() {
    return source.charAt(position) == '-';
  }

  int end() {
    return position + (signed() ? 3 : 2);
  }

  /** A sign may stand before the end; a plus only in blocks. */
  private boolean signed() {
    char c = position < source.length() ? source.charAt(position) : ' ';
    return c == '-' || (c == '+' && endMark.equals("%}"));
  }

  Token next() {
    if (position >= source.length()) {
      throw new TemplateProblem("the tag is not closed: expected '" + endMark + "'", position);
    }
    Token token = token();
    skipBlanks();
    return token;
  }

  private Token token() {
    int start = position;
    String text = match(FLOAT);
    if (text != null) {
      return new Token(Kind.NUMBER, Numbers.parseFloat(text), start);
    }
    text = match(INTEGER);
    if (text != null) {
      return new Token(Kind.NUMBER, integer(text, start), start);
    }
    text = match(NAME);
    if (text != null) {
      return name(text, start);
    }
    text = match(STRING);
    if (text != null) {
      return new Token(Kind.STRING, unquoted(text, start), start);
    }
    text = match(OPERATOR);
    if (text != null) {
      balance(text, start);
      return new Token(Kind.OPERATOR, text, start);
    }
    throw new TemplateProblem("unexpected character '" + source.charAt(start) + "'", start);
  }

  private String match(Pattern pattern) {
    Matcher matcher = pattern.matcher(source).region(position, source.length());
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return null;
    }
    position = matcher.end();
    return matcher.group();
  }

  private static Object integer(String digits, int start) {
    Object value = Numbers.parseInteger(digits, 0);
    if (value == null) {
      throw new TemplateProblem("the number has too many digits", start);
    }
    return value;
  }

  private static Token name(String name, int start) {
    if (!Character.isUnicodeIdentifierStart(name.codePointAt(0)) && name.charAt(0) != '_') {
      throw new TemplateProblem("invalid character in identifier '" + name + "'", start);
    }
    return new Token(Kind.NAME, name, start);
  }

  private static String unquoted(String quoted, int start) {
    String text = PythonEscapes.decode(quoted.substring(1, quoted.length() - 1));
    if (text == null) {
      throw new TemplateProblem("malformed escape sequence in a text", start);
    }
    return text;
  }

  private void balance(String operator, int start) {
    char c = operator.charAt(0);
    switch (c) {
      case '{' -> open.push('}');
      case '(' -> open.push(')');
      case '[' -> open.push(']');
      case '}', ')', ']' -> {
        if (open.isEmpty() || open.pop() != c) {
          throw new TemplateProblem("unexpected '" + c + "'", start);
        }
      }
      default -> {}
    }
  }

  private void skipBlanks() {
    while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
      position++;
    }
  }
}
