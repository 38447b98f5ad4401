package dev.tidemark.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

  private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

  private Masking() {}

  /** From now on {@code secret} does not appear in masked text, also not encoded. */
  public static void register(String secret) {
    if (secret == null || secret.length() < SHORTEST) {
      return;
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    SECRETS.add(secret);
    SECRETS.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    SECRETS.add(base64.encodeToString(bytes));
    SECRETS.add(base64.encodeToString((secret + ":").getBytes(StandardCharsets.UTF_8)));
  }

  /** The text with every known secret replaced by stars. */
  public static String mask(String text) {
    if (text == null || SECRETS.isEmpty()) {
      return text;
    }
    String masked = text;
    for (String secret : longestFirst()) {
      if (masked.contains(secret)) {
        masked = masked.replace(secret, STARS);
      }
    }
    return masked;
  }

  /** So that a secret which is part of another one does not leave the other's rest behind. */
  private static List<String> longestFirst() {
    return SECRETS.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }
}
