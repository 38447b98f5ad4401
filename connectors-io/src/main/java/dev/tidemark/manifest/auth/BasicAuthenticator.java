package dev.tidemark.manifest.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Masking;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import java.util.Base64;

/** User name and password in the {@code Authorization} header. */
final class BasicAuthenticator implements Authenticator {
  private final Expression user;
  private final Expression password;
  private volatile String last;

  private BasicAuthenticator(Expression user, Expression password) {
    this.user = user;
    this.password = password;
  }

  static BasicAuthenticator compile(Component component) {
    return new BasicAuthenticator(
        component.expression("username", Names.NONE),
        component.expression("password", Names.NONE, ""));
  }

  @Override
  public void addTo(RequestInputs inputs, Calls calls) {
    String pair = user.textIn(Expression.NOTHING) + ":" + password.textIn(Expression.NOTHING);
    String code = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    if (!code.equals(last)) {
      Masking.register(code);
      last = code;
    }
    inputs.headers().put("Authorization", "Basic " + code);
  }
}
