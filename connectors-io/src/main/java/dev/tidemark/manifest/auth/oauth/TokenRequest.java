package dev.tidemark.manifest.auth.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Masking;
import dev.tidemark.http.Request;
import dev.tidemark.manifest.auth.jwt.JwtAuthenticator;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.FlatMapping;
import dev.tidemark.manifest.requester.OutgoingRequest;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is sent for an access token. */
final class TokenRequest {
  private static final String REFRESH = "refresh_token";
  private static final String ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final String path;
  private final Expression endpoint;
  private final Expression grantName;
  private final Expression grant;
  private final Client client;
  private final List<String> scopes;
  private final FlatMapping body;
  private final FlatMapping headers;
  private final boolean isQuery;
  private final Expression isAssertion;
  private final JwtAuthenticator assertion;

  TokenRequest(Component component) {
    path = component.path();
    endpoint = component.expression("token_refresh_endpoint", Names.NONE);
    grantName = component.expression("grant_type_name", Names.NONE, "grant_type");
    grant = component.expression("grant_type", Names.NONE, REFRESH);
    client = new Client(component);
    scopes = component.texts("scopes");
    body = FlatMapping.compile(component, "refresh_request_body", Names.NONE);
    headers = FlatMapping.compile(component, "refresh_request_headers", Names.NONE);
    isQuery = component.flag("send_refresh_request_as_query_params");
    isAssertion = component.expression("use_profile_assertion", Names.NONE, false);
    assertion =
        component.optional("profile_assertion").map(JwtAuthenticator.REGISTRY::make).orElse(null);
    if (isAssertion.isConstant()) {
      noteMissing(component, isAssertion.holdsIn(Expression.NOTHING));
    }
  }

  private void noteMissing(Component component, boolean asserts) {
    if (asserts) {
      component.child("profile_assertion");
      return;
    }
    boolean isUpdated = component.has("refresh_token_updater");
    if (!isUpdated && !component.has("refresh_request_headers")) {
      component.expression("client_id", Names.NONE);
      component.expression("client_secret", Names.NONE);
    }
    if (!isUpdated && grant.isConstant() && grantType().equals(REFRESH)) {
      component.expression(REFRESH, Names.NONE);
    }
  }

  /** Whom it goes to. */
  String endpoint() {
    String text = endpoint.textIn(Expression.NOTHING);
    if (text.isEmpty()) {
      throw Problem.config(path + ".token_refresh_endpoint came out empty; look at the config");
    }
    return text;
  }

  /** Who sends it. */
  String clientId() {
    return client.id();
  }

  /**
   * The request.
   *
   * @param refreshName what the refresh token is called
   * @param refreshToken the refresh token, or null
   */
  Request with(String refreshName, String refreshToken, Instant now) {
    RequestInputs inputs = new RequestInputs();
    inputs.headers().putAll(headers.textsIn(Expression.NOTHING));
    if (isAssertion.holdsIn(Expression.NOTHING)) {
      inputs.form().put(grantName.textIn(Expression.NOTHING), ASSERTION);
      inputs.form().put("assertion", assertion().token(now));
      return new OutgoingRequest("POST", inputs).to(endpoint());
    }
    boolean isSigned =
        inputs.headers().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
    Map<String, Object> fields = isQuery ? inputs.parameters() : inputs.form();
    fields.put(grantName.textIn(Expression.NOTHING), grantType());
    if (!isSigned) {
      client.addTo(fields);
    }
    addRefreshToken(refreshName, refreshToken, fields);
    if (!scopes.isEmpty()) {
      fields.put("scopes", scopes);
    }
    body.in(Expression.NOTHING, null).forEach(fields::putIfAbsent);
    return new OutgoingRequest("POST", inputs).to(endpoint());
  }

  private JwtAuthenticator assertion() {
    if (assertion == null) {
      throw Problem.config(path + ".profile_assertion is missing; a JwtAuthenticator is expected");
    }
    return assertion;
  }

  private void addRefreshToken(String name, String token, Map<String, Object> fields) {
    if (token != null) {
      Masking.registerToken(token);
      fields.put(name, token);
    } else if (grantType().equals(REFRESH)) {
      throw Problem.config(path + ".refresh_token is missing; grant_type asks for one");
    }
  }

  private String grantType() {
    return grant.textIn(Expression.NOTHING);
  }

  /** The same for requests that ask for the same, whatever the time of day. */
  List<String> identity(String refreshName, String refreshToken) {
    if (isAssertion.holdsIn(Expression.NOTHING)) {
      String given = headers.textsIn(Expression.NOTHING).toString();
      return List.of(endpoint(), given, assertion().identity());
    }
    Request request = with(refreshName, refreshToken, Instant.EPOCH);
    String form = request.body() == null ? "" : new String(request.body(), UTF_8);
    return List.of(request.url().toString(), request.headers().toString(), form);
  }
}
