package dev.tidemark.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Network;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names accounts: equal for equal configs, and telling nothing of what is in them. */
final class AccountNames {
  private AccountNames() {}

  static String of(String source, JsonObject config, Network network) {
    JsonObject identity =
        JsonObject.of("config", config, "routes", JsonObject.copyOf(network.routes()));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(Json.writeCanonical(identity).getBytes(UTF_8));
      return source + "-" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
