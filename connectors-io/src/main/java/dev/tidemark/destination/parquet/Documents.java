package dev.tidemark.destination.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** JSON in files, and names for files. */
final class Documents {
  private static final int HASH_BYTES = 12;

  private Documents() {}

  static byte[] bytes(JsonObject json) {
    return json.toString().getBytes(UTF_8);
  }

  static JsonObject parse(byte[] json) {
    return Json.parseObject(new String(json, UTF_8));
  }

  /** A name that any store bears, for one of which that is not known. */
  static String hash(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
