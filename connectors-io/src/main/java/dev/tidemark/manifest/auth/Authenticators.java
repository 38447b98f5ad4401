package dev.tidemark.manifest.auth;

import dev.tidemark.manifest.auth.jwt.JwtAuthenticator;
import dev.tidemark.manifest.auth.oauth.OAuthAuthenticator;
import dev.tidemark.manifest.auth.pool.TokenPoolAuthenticator;
import dev.tidemark.manifest.auth.token.Token;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.RequestOption;

/** The authenticators that a manifest may name. */
public final class Authenticators {
  private Authenticators() {}

  /** The authenticator of a requester. */
  public static Authenticator of(Component requester) {
    Authenticator given =
        requester.optional("authenticator").map(registry(requester)::make).orElse(null);
    return given == null ? Authenticator.NONE : given;
  }

  private static Registry<Authenticator> registry(Component requester) {
    Registry<Authenticator> registry = Registry.of("an authenticator");
    return registry
        .with("NoAuth", component -> Authenticator.NONE)
        .with("BearerAuthenticator", Authenticators::bearer)
        .with("ApiKeyAuthenticator", Authenticators::apiKey)
        .with("BasicHttpAuthenticator", BasicAuthenticator::compile)
        .with("OAuthAuthenticator", OAuthAuthenticator::compile)
        .with("JwtAuthenticator", JwtAuthenticator.REGISTRY::make)
        .with("SessionTokenAuthenticator", SessionTokenAuthenticator::new)
        .with(
            "LegacySessionTokenAuthenticator",
            component -> new LegacySessionTokenAuthenticator(component, requester))
        .with(
            "SelectiveAuthenticator",
            component -> SelectiveAuthenticator.compile(component, registry))
        .with("RateLimitedMultipleTokenAuthenticator", TokenPoolAuthenticator::new)
        .withCustom("CustomAuthenticator", Authenticator.class);
  }

  private static Authenticator bearer(Component component) {
    Token token = new Token(component.expression("api_token", Names.NONE));
    return (inputs, calls) -> inputs.headers().put("Authorization", "Bearer " + token.text());
  }

  private static Authenticator apiKey(Component component) {
    boolean isLegacy = component.has("header") && !component.has("inject_into");
    if (component.has("header") && component.has("inject_into")) {
      component.flaw("header", "and inject_into exclude each other");
    }
    Token token = new Token(component.expression("api_token", Names.NONE));
    if (isLegacy) {
      Expression header = component.expression("header", Names.NONE);
      return (inputs, calls) -> RequestOption.header(header).set(token.text(), inputs);
    }
    RequestOption option = RequestOption.compile(component.child("inject_into"));
    return (inputs, calls) -> option.set(token.text(), inputs);
  }
}
