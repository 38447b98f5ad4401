package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.token.Moments;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.response.Undecodable;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Truth;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Where the answer of a token server has what. */
final class TokenAnswer {
  private static final int DEEPEST = 5;
  private static final Duration USUAL = Duration.ofHours(1);
  private static final BigDecimal MOST = BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds());

  private final Expression accessName;
  private final Expression expiryName;
  private final String format;

  TokenAnswer(Component component) {
    accessName = component.expression("access_token_name", Names.NONE, "access_token");
    expiryName = component.expression("expires_in_name", Names.NONE, "expires_in");
    format = component.text("token_expiry_date_format", "");
  }

  /** The name of the access token: what is asked for in the same way may be answered in two. */
  String accessName() {
    return accessName.textIn(Expression.NOTHING);
  }

  /**
   * The tokens of an answer.
   *
   * @param refreshName what it calls the refresh token
   * @throws Undecodable if there is none, or its end can't be read
   */
  Tokens read(Object json, String refreshName, Instant now) throws Undecodable {
    Object access = find(json, accessName(), 0);
    if (!Truth.of(access)) {
      throw new Undecodable("the answer has no '" + accessName() + "'");
    }
    String token = PythonText.str(access);
    Object refresh = find(json, refreshName, 0);
    Object expiry = find(json, expiryName.textIn(Expression.NOTHING), 0);
    Instant end = expiry == null ? now.plus(USUAL) : end(PythonText.str(expiry), now);
    return new Tokens(token, end, refresh == null ? null : PythonText.str(refresh));
  }

  private Instant end(String text, Instant now) throws Undecodable {
    Instant end = format.isEmpty() ? after(text, now) : Moments.read(text, format);
    if (end == null) {
      String expected = format.isEmpty() ? "a number of seconds" : "a date as " + format;
      throw new Undecodable("'" + expiryName.textIn(Expression.NOTHING) + "' is not " + expected);
    }
    return end;
  }

  private static Instant after(String seconds, Instant now) {
    try {
      return now.plusSeconds(
          new BigDecimal(seconds.strip()).min(MOST).max(MOST.negate()).longValue());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The first value of that name, wherever it is; null where there is none. */
  private static Object find(Object value, String name, int depth) {
    if (depth > DEEPEST) {
      return null;
    }
    if (value instanceof JsonObject object) {
      return object.get(name) == null ? findIn(values(object), name, depth) : object.get(name);
    }
    return value instanceof List<?> list ? findIn(list, name, depth) : null;
  }

  private static Object findIn(List<?> values, String name, int depth) {
    for (Object value : values) {
      Object found = find(value, name, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<Object> values(JsonObject object) {
    return object.names().stream().map(object::get).filter(Objects::nonNull).toList();
  }
}
