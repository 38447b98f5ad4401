package dev.tidemark.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.problem.Problem;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that processes on several machines have in common, so that one can send another a secret
 * through places where anybody may look: {@code AES-GCM}, a new nonce each time.
 */
final class SealingKey {
  static final String VARIABLE = "TIDEMARK_KEY";

  private static final String PREFIX = "locked:";
  private static final int SHORTEST = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private SealingKey(SecretKeySpec key) {
    this.key = key;
  }

  /** The key that the environment variable holds; {@code where} is where else it must stand. */
  static SealingKey ofEnvironment(String where) {
    return of(System.getenv(VARIABLE), where);
  }

  static SealingKey of(String text, String where) {
    if (text == null || text.length() < SHORTEST) {
      throw Problem.config(
          "a secret that was given as a value must be locked before it goes to "
              + where
              + ". Give it as an environment variable that is set there too, such as"
              + " ${API_KEY}; or set "
              + VARIABLE
              + " to the same random text of at least "
              + SHORTEST
              + " characters here and there");
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new SealingKey(new SecretKeySpec(digest, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isLocked(String text) {
    return text.startsWith(PREFIX);
  }

  /** Locks a value; the same value looks different each time. */
  String lock(Object value) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(Json.write(value).getBytes(UTF_8));
      Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
      return PREFIX + encoder.encodeToString(nonce) + "." + encoder.encodeToString(locked);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Object unlock(String text) {
    String[] parts = text.substring(PREFIX.length()).split("\\.", 2);
    Base64.Decoder decoder = Base64.getUrlDecoder();
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, decoder.decode(parts[0]));
      return Json.parse(new String(cipher.doFinal(decoder.decode(parts[1])), UTF_8));
    } catch (GeneralSecurityException e) {
      throw Problem.config(
          "a secret can't be unlocked here: " + VARIABLE + " is not the one it was locked with");
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
