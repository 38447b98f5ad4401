package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows the secrets of this process and takes them out of any text that people or files will see.
 *
 * <p>Secrets are registered by value when they are resolved, because the services that we talk to
 * repeat them in their own messages, where no type can protect them.
 */
public final class Masking {
  private static final String STARS = "****";

  /** Shorter texts are no secrets: masking them would only garble messages. */
  private static final int SHORTEST = 6;

  /** Longest first, so that a secret which is part of another does not leave a rest behind. */
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(text -> text);

  private static final Set<String> SECRETS = new TreeSet<>(LONGEST_FIRST);
  private static volatile List<String> known = List.of();

  private Masking() {}

  /** From now on {@code secret} does not appear in masked text, also not encoded. */
  public static void register(String secret) {
    if (secret == null || secret.length() < SHORTEST) {
      return;
    }
    synchronized (SECRETS) {
      if (SECRETS.add(secret)) {
        addForUrls(secret);
        addForJson(secret);
        addForBase64(secret);
        known = List.copyOf(SECRETS);
      }
    }
  }

  /** The text with every known secret replaced by stars. */
  public static String mask(String text) {
    if (text == null) {
      return null;
    }
    String masked = text;
    for (String secret : known) {
      masked = masked.replace(secret, STARS);
    }
    return masked;
  }

  /** As forms and as URLs write it, in the ways of Java and of Python. */
  private static void addForUrls(String secret) {
    String form = URLEncoder.encode(secret, UTF_8);
    String python = form.replace("*", "%2A").replace("%7E", "~");
    for (String encoded : List.of(form, python)) {
      SECRETS.add(encoded);
      SECRETS.add(encoded.replace("+", "%20"));
    }
  }

  private static void addForJson(String secret) {
    String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    SECRETS.add(escaped);
    SECRETS.add(escaped.replace("/", "\\/"));
  }

  /**
   * Alone, and wherever it may stand in a longer text, as the password does after the user's name:
   * the same bytes have three forms there, less the characters that hold bits of their neighbours.
   */
  private static void addForBase64(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    addBase64(bytes, 0, false);
    for (int before = 0; before < 3; before++) {
      addBase64(bytes, before, true);
    }
  }

  private static void addBase64(byte[] secret, int before, boolean inside) {
    byte[] bytes = new byte[before + secret.length];
    System.arraycopy(secret, 0, bytes, before, secret.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    int from = before == 0 ? 0 : before + 1;
    int to = inside && bytes.length % 3 != 0 ? text.length() - 1 : text.length();
    String own = text.substring(from, to);
    SECRETS.add(own);
    SECRETS.add(own.replace('+', '-').replace('/', '_'));
  }
}
