package dev.tidemark.manifest.auth.oauth;

import dev.tidemark.http.Time;
import dev.tidemark.manifest.auth.token.Grant;
import dev.tidemark.manifest.auth.token.Moments;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.function.Function;

/** An authorization whose refresh token stays as it is, or that has none. */
final class FixedAuthorization implements Authorization {
  private final String path;
  private final Expression refreshName;
  private final Expression refresh;
  private final Expression access;
  private final Expression end;

  FixedAuthorization(Component component) {
    path = component.path();
    refreshName = component.expression("refresh_token_name", Names.NONE, "refresh_token");
    refresh = component.expression("refresh_token", component.raw("refresh_token"), Names.NONE);
    access =
        component.expression("access_token_value", component.raw("access_token_value"), Names.NONE);
    end = component.expression("token_expiry_date", Names.NONE, "");
  }

  @Override
  public String refreshName() {
    return refreshName.textIn(Expression.NOTHING);
  }

  @Override
  public String configured() {
    return text(refresh);
  }

  @Override
  public Grant grant(String refused, Calls calls, Function<String, Tokens> renewal) {
    Time time = calls.account().time();
    Tokens first = new Tokens(text(access), end(), configured());
    Tokens good = first.isUsable(refused, time.now()) ? first : renewal.apply(first.refresh());
    return good.grant(time.now());
  }

  private Instant end() {
    String text = end.textIn(Expression.NOTHING);
    Instant moment = text.isEmpty() ? Instant.EPOCH : Moments.read(text, "");
    if (moment == null) {
      throw Problem.config(path + ".token_expiry_date is no date and time: '" + text + "'");
    }
    return moment;
  }

  private static String text(Expression expression) {
    return expression.in(Expression.NOTHING) == null ? null : expression.textIn(Expression.NOTHING);
  }
}
