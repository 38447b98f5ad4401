package dev.tidemark.manifest.auth.token;

import dev.tidemark.http.Masking;
import dev.tidemark.manifest.language.Expression;

/** A credential made by a template; kept out of messages from its first use on. */
public final class Token {
  private final Expression expression;
  private volatile String last;

  public Token(Expression expression) {
    this.expression = expression;
  }

  public String text() {
    String text = expression.textIn(Expression.NOTHING);
    if (!text.equals(last)) {
      Masking.register(text);
      last = text;
    }
    return text;
  }
}
