package dev.tidemark.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.google.SecretManager;
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
 * through places where anybody may look: {@code AES-GCM}, a new nonce each time. It is an
 * environment variable's text, or a secret in Google's Secret Manager that the variable names; the
 * name then travels with what is locked.
 */
final class SealingKey {
  static final String VARIABLE = "TIDEMARK_KEY";

  private static final String PREFIX = "locked:";
  private static final int SHORTEST = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The key's name in Secret Manager, or empty. */
  private final String name;

  private final SecretKeySpec key;

  private SealingKey(String name, SecretKeySpec key) {
    this.name = name;
    this.key = key;
  }

  /**
   * The key for secrets that go to other processes.
   *
   * @param where whose, for the message
   * @param sharesVariables whether they have the environment variables that this one has
   */
  static SealingKey forOthers(String where, boolean sharesVariables) {
    String text = System.getenv(VARIABLE);
    return of(text == null ? "" : text, where, sharesVariables);
  }

  static SealingKey of(String text, String where, boolean sharesVariables) {
    if (SecretManager.isName(text)) {
      return new SealingKey(text, key(SecretManager.get().read(text)));
    }
    if (!sharesVariables) {
      throw Problem.config(
          "a secret can't go to "
              + where
              + " as it is, and they have no environment variables of ours. Put it into Secret"
              + " Manager and write ${secret:projects/PROJECT/secrets/NAME/versions/latest} in the"
              + " job; or put a random text there, and set "
              + VARIABLE
              + " to that secret's name, such as projects/PROJECT/secrets/tidemark-key/versions/1,"
              + " by which all others are locked");
    }
    if (text.length() < SHORTEST) {
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
    return new SealingKey("", key(text));
  }

  private static SecretKeySpec key(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return new SecretKeySpec(digest, "AES");
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
      return PREFIX
          + name
          + ":"
          + encoder.encodeToString(nonce)
          + "."
          + encoder.encodeToString(locked);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Unlocks with the key that the environment holds, or that the text names. */
  static Object unlocked(String text) {
    String rest = text.substring(PREFIX.length());
    String name = rest.substring(0, rest.indexOf(':'));
    String held = name.isEmpty() ? System.getenv(VARIABLE) : name;
    return of(held == null ? "" : held, "this worker", true).unlock(text);
  }

  Object unlock(String text) {
    String[] parts = text.substring(text.lastIndexOf(':') + 1).split("\\.", 2);
    Base64.Decoder decoder = Base64.getUrlDecoder();
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, decoder.decode(parts[0]));
      return Json.parse(new String(cipher.doFinal(decoder.decode(parts[1])), UTF_8));
    } catch (GeneralSecurityException e) {
      throw Problem.config(
          "a secret can't be unlocked here: "
              + VARIABLE
              + " is not the one it was locked with"
              + (name.isEmpty() ? "" : ", or " + name + " has changed since"));
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
