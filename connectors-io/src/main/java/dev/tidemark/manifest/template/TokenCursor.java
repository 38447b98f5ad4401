package dev.tidemark.manifest.template;

import dev.tidemark.manifest.template.Token.Kind;
import java.util.List;
import java.util.Locale;

/** A position in the tokens of a template. */
final class TokenCursor {
  /** Deeper nesting of expressions and blocks is refused. */
  private static final int MAX_DEPTH = 100;

  private final List<Token> tokens;
  private int position;
  private int depth;

  TokenCursor(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(position);
  }

  Token next() {
    Token token = current();
    if (token.kind() != Kind.END) {
      position++;
    }
    return token;
  }

  private Token ahead() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  boolean at(Kind kind) {
    return current().kind() == kind;
  }

  boolean atOperator(String symbol) {
    return current().is(Kind.OPERATOR, symbol);
  }

  boolean atName(String name) {
    return current().is(Kind.NAME, name);
  }

  boolean aheadOperator(String symbol) {
    return ahead().is(Kind.OPERATOR, symbol);
  }

  boolean aheadName(String name) {
    return ahead().is(Kind.NAME, name);
  }

  boolean skipOperator(String symbol) {
    return skip(Kind.OPERATOR, symbol);
  }

  boolean skipName(String name) {
    return skip(Kind.NAME, name);
  }

  private boolean skip(Kind kind, String text) {
    boolean here = current().is(kind, text);
    position += here ? 1 : 0;
    return here;
  }

  Token expect(Kind kind) {
    if (!at(kind)) {
      throw problem(
          "expected " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", got ");
    }
    return next();
  }

  String expectName() {
    return (String) expect(Kind.NAME).value();
  }

  void expectOperator(String symbol) {
    if (!skipOperator(symbol)) {
      throw problem("expected '" + symbol + "', got ");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw problem("expected '" + name + "', got ");
    }
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new TemplateProblem("the template is nested too deeply", current().offset());
    }
  }

  void leave() {
    depth--;
  }

  /** A problem with the token here, which the message ends with. */
  TemplateProblem problem(String message) {
    return new TemplateProblem(message + current().describe(), current().offset());
  }
}
