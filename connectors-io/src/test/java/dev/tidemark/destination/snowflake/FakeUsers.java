package dev.tidemark.destination.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may log in, and how. */
final class FakeUsers {
  private final String password;
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final Set<String> expired = ConcurrentHashMap.newKeySet();
  private volatile PublicKey key;

  FakeUsers(String password) {
    this.password = password;
  }

  void key(PublicKey publicKey) {
    key = publicKey;
  }

  void token(String token) {
    tokens.add(token);
  }

  void expire(String token) {
    tokens.remove(token);
    expired.add(token);
  }

  void require(JsonObject data) throws Refusal {
    switch (data.text("AUTHENTICATOR", "SNOWFLAKE").toUpperCase(Locale.ROOT)) {
      case "SNOWFLAKE_JWT" -> requireKey(data.text("TOKEN", ""));
      case "OAUTH" -> requireToken(data.text("TOKEN", ""));
      default -> {
        boolean known =
            data.text("LOGIN_NAME", "").equalsIgnoreCase("loader")
                && data.text("PASSWORD", "").equals(password);
        if (!known) {
          throw new Refusal(390100, "08001", "Incorrect username or password was specified.");
        }
      }
    }
  }

  private void requireToken(String token) throws Refusal {
    if (expired.contains(token)) {
      throw new Refusal(390318, "08001", "OAuth access token expired. " + token);
    }
    if (!tokens.contains(token)) {
      throw new Refusal(390303, "08001", "Invalid OAuth access token. " + token);
    }
  }

  private void requireKey(String jwt) throws Refusal {
    String[] parts = jwt.split("\\.");
    try {
      JsonObject claims =
          Json.parseObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(key);
      signature.update((parts[0] + "." + parts[1]).getBytes(UTF_8));
      boolean valid =
          signature.verify(Base64.getUrlDecoder().decode(parts[2]))
              && claims.text("sub", "").endsWith(".LOADER")
              && ((Number) claims.get("exp")).longValue() > Instant.now().getEpochSecond();
      if (!valid) {
        throw new Refusal(390144, "08001", "JWT token is invalid.");
      }
    } catch (GeneralSecurityException e) {
      throw new Refusal(390144, "08001", "JWT token is invalid. " + e);
    }
  }
}
