package dev.tidemark.manifest.auth.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Time;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.token.Grant;
import dev.tidemark.manifest.auth.token.Moments;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.problem.Problem;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * An authorization whose refresh token may be used once: each renewal brings the next one. The
 * first comes from the config; what came later is kept in a file, as there is no way back into the
 * config. The file belongs to the refresh token that the config has: a new one there begins anew.
 */
final class RotatingAuthorization implements Authorization {
  private final JsonObject config;
  private final String refreshName;
  private final List<String> accessPath;
  private final List<String> refreshPath;
  private final List<String> endPath;
  private final TokenRequest request;

  /**
   * @param updater says where the config has the tokens
   * @param request what they are renewed with
   */
  RotatingAuthorization(Component updater, TokenRequest request) {
    this.request = request;
    config = updater.config();
    refreshName = updater.text("refresh_token_name", "refresh_token");
    accessPath = path(updater, "access_token_config_path", "access_token");
    refreshPath = path(updater, "refresh_token_config_path", "refresh_token");
    endPath = path(updater, "token_expiry_date_config_path", "token_expiry_date");
  }

  private static List<String> path(Component updater, String field, String usual) {
    return updater.has(field) ? updater.texts(field) : List.of("credentials", usual);
  }

  @Override
  public String refreshName() {
    return refreshName;
  }

  @Override
  public String configured() {
    String token = at(refreshPath);
    if (token.isEmpty()) {
      throw Problem.config("the config has no refresh token at " + String.join(".", refreshPath));
    }
    return token;
  }

  @Override
  public Grant grant(String refused, Calls calls, Function<String, Tokens> renewal) {
    Time time = calls.account().time();
    try (TokenFile file = TokenFile.open(TokenFolder.path(), name(calls), time)) {
      Tokens known = file.read().orElseGet(this::first);
      if (!known.isUsable(refused, time.now())) {
        // Before the refresh token is spent: one that can't be kept would be lost.
        file.write(known);
        known = renewal.apply(known.refresh()).after(known);
        file.write(known);
      }
      return known.grant(time.now());
    }
  }

  private Tokens first() {
    String text = at(endPath);
    Instant end = text.isEmpty() ? Instant.EPOCH : Moments.read(text, "");
    if (end == null) {
      throw Problem.config("the config's " + String.join(".", endPath) + " is no date and time");
    }
    return new Tokens(at(accessPath), end, configured());
  }

  private String at(List<String> path) {
    Object value = config;
    for (String name : path) {
      value = value instanceof JsonObject object ? object.get(name) : null;
    }
    return value == null ? "" : PythonText.str(value);
  }

  /** By whom and from whom the tokens are; stand-ins for a server don't mix with it. */
  private String name(Calls calls) {
    String endpoint = request.endpoint();
    String route = calls.network().route(URI.create(endpoint).getHost()).orElse("");
    String owner = Json.writeCanonical(List.of(endpoint, route, request.clientId(), configured()));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(owner.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
