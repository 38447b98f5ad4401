package dev.tidemark.manifest.template;

import dev.tidemark.manifest.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into text, tags and, inside the tags, tokens. Drops comments. */
final class Lexer {
  private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}");
  private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private boolean trimsNextText;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokenize(String text) {
    Lexer lexer = new Lexer(normalized(text));
    while (lexer.position < lexer.source.length()) {
      lexer.textThenTag();
    }
    lexer.add(Kind.END, null, lexer.source.length());
    return lexer.tokens;
  }

  /** Line ends become line feeds, and one at the very end is dropped. */
  private static String normalized(String text) {
    String lines = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    return lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
  }

  private void textThenTag() {
    int tag = nextTag();
    if (tag < 0) {
      text(source.substring(position), false);
      position = source.length();
      return;
    }
    char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
    text(source.substring(position, tag), sign == '-');
    position = tag;
    Matcher raw = RAW.matcher(source).region(tag, source.length());
    if (source.charAt(tag + 1) == '#') {
      comment(tag);
    } else if (raw.lookingAt()) {
      raw(raw);
    } else {
      position = tag + (sign == '-' || sign == '+' ? 3 : 2);
      tag(tag, source.charAt(tag + 1) == '%');
    }
  }

  private int nextTag() {
    int brace = source.indexOf('{', position);
    while (brace >= 0 && brace + 1 < source.length()) {
      if ("{%#".indexOf(source.charAt(brace + 1)) >= 0) {
        return brace;
      }
      brace = source.indexOf('{', brace + 1);
    }
    return -1;
  }

  private void text(String raw, boolean trimmed) {
    String text = trimsNextText ? raw.stripLeading() : raw;
    trimsNextText = false;
    text = trimmed ? text.stripTrailing() : text;
    if (!text.isEmpty()) {
      add(Kind.TEXT, text, position);
    }
  }

  private void comment(int start) {
    int end = source.indexOf("#}", start + 2);
    if (end < 0) {
      throw new TemplateProblem("missing end of comment tag", start);
    }
    trimsNextText = source.charAt(end - 1) == '-' && end - 1 >= start + 2;
    position = end + 2;
  }

  private void raw(Matcher begin) {
    Matcher end = END_RAW.matcher(source);
    if (!end.find(begin.end())) {
      throw new TemplateProblem("missing end of raw block", begin.start());
    }
    trimsNextText = begin.group(1).equals("-");
    position = begin.end();
    text(source.substring(begin.end(), end.start()), end.group(1).equals("-"));
    trimsNextText = end.group(2).equals("-");
    position = end.end();
  }

  /** The tokens between the ends of one tag; braces inside it must balance first. */
  private void tag(int start, boolean block) {
    add(block ? Kind.BLOCK_BEGIN : Kind.PRINT_BEGIN, null, start);
    TagLexer tag = new TagLexer(source, position, block);
    while (!tag.atEnd()) {
      tokens.add(tag.next());
    }
    add(block ? Kind.BLOCK_END : Kind.PRINT_END, null, tag.position());
    trimsNextText = tag.endTrims();
    position = tag.end();
  }

  private void add(Kind kind, Object value, int offset) {
    tokens.add(new Token(kind, value, offset));
  }
}
