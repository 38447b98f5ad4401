package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Names accounts. Two configs with the same secrets use one account, whatever else they say; the
 * name tells nothing of the secrets.
 */
public final class AccountNames {
  private AccountNames() {}

  public static String of(
      String source, JsonObject config, Set<String> secretPaths, Network network) {
    JsonObject secrets = new JsonObject();
    secretPaths.forEach(path -> secrets.put(path, at(config, path)));
    boolean hasSecrets = secrets.names().stream().anyMatch(path -> secrets.get(path) != null);
    JsonObject identity =
        JsonObject.of(
            "config", hasSecrets ? secrets : config, "routes", JsonObject.copyOf(network.routes()));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(Json.writeCanonical(identity).getBytes(UTF_8));
      return source + "-" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object at(JsonObject config, String path) {
    Object value = config;
    for (String name : path.split("\\.")) {
      value = value instanceof JsonObject object ? object.get(name) : null;
    }
    return value;
  }
}
