package dev.tidemark.manifest.auth.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Masking;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.requester.RequestOption;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Signs a token for each request. */
public final class JwtAuthenticator implements Authenticator {
  public static final Registry<JwtAuthenticator> REGISTRY =
      Registry.<JwtAuthenticator>of("a signed token")
          .with("JwtAuthenticator", JwtAuthenticator::new);

  private static final long USUAL_DURATION = 1_200;

  private final Signer signer;
  private final Claims headers;
  private final Claims payload;
  private final long duration;
  private final Expression prefix;
  private final RequestOption option;

  private JwtAuthenticator(Component component) {
    signer = new Signer(component);
    headers = new Claims(component, "jwt_headers", List.of("kid", "typ", "cty"), List.of("alg"));
    payload =
        new Claims(
            component, "jwt_payload", List.of("iss", "sub", "aud"), List.of("iat", "exp", "nbf"));
    duration = component.number("token_duration", USUAL_DURATION);
    prefix = component.expression("header_prefix", Claims.NAMES, "");
    option =
        component
            .optional("request_option")
            .map(RequestOption::compile)
            .orElseGet(() -> RequestOption.header(Expression.constant("Authorization")));
  }

  @Override
  public void addTo(RequestInputs inputs, Calls calls) {
    option.set(token(calls.account().time().now()), inputs);
  }

  /** A token signed now, after its prefix if it has one. */
  public String token(Instant now) {
    JsonObject head = JsonObject.of("typ", "JWT", "alg", signer.algorithm());
    headers.addTo(head);
    JsonObject body = new JsonObject();
    payload.addTo(body);
    long second = now.getEpochSecond();
    body.put("iat", second);
    body.put("exp", second + duration);
    body.put("nbf", second);
    String text =
        encode(Json.write(head).getBytes(UTF_8)) + "." + encode(Json.write(body).getBytes(UTF_8));
    String token = text + "." + encode(signer.sign(text.getBytes(UTF_8)));
    Masking.registerToken(token);
    String scheme = prefix.textIn(Claims.SCOPE);
    return scheme.isEmpty() ? token : scheme + " " + token;
  }

  /** The same for all that sign the same with the same key, whatever the time. */
  public String identity() {
    JsonObject all = new JsonObject();
    headers.addTo(all);
    payload.addTo(all);
    return Json.writeCanonical(List.of(signer.algorithm(), signer.secret(), all));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
