package dev.tidemark.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is known of a connector that was added.
 *
 * @param version of the connector; empty where nobody says
 * @param from the URL or the file that it came from
 * @param sha256 of its manifest, in hexadecimal digits
 */
public record Pin(String version, String from, String sha256) {
  /** The pin for a manifest as it is. */
  static Pin of(Offer offer) {
    return new Pin(offer.version(), offer.from(), sha256(offer.text()));
  }

  static Pin parse(String text) {
    JsonObject json = Json.parseObject(text);
    return new Pin(json.text("version", ""), json.text("from", ""), json.text("sha256", ""));
  }

  boolean fits(String manifest) {
    return sha256.equals(sha256(manifest));
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return JsonObject.of("version", version, "from", from, "sha256", sha256).toString();
  }
}
