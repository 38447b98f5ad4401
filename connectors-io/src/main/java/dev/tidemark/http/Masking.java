package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows the secrets of this process and takes them out of any text that people or files will see.
 *
 * <p>Secrets are registered by value when they are resolved, because the services that we talk to
 * repeat them in their own messages, where no type can protect them. Tokens that services hand out
 * are registered in the same way, but not for ever: there may be one for each request.
 */
public final class Masking {
  private static final String STARS = "****";

  /** Shorter texts are no secrets: masking them would only garble messages. */
  private static final int SHORTEST = 6;

  /** Longest first, so that a secret which is part of another does not leave a rest behind. */
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(text -> text);

  /** So many tokens are remembered: by far more than requests can be under way. */
  private static final int MOST_TOKENS = 1_000;

  private static final Set<String> SECRETS = new HashSet<>();
  private static final Map<String, Set<String>> TOKENS = new LinkedHashMap<>(16, 0.75f, true);

  /** All that is masked, or null when it is to be put together anew. */
  private static volatile List<String> known;

  private Masking() {}

  /** From now on {@code secret} does not appear in masked text, also not encoded. */
  public static void register(String secret) {
    if (secret == null || secret.length() < SHORTEST) {
      return;
    }
    synchronized (SECRETS) {
      if (!SECRETS.contains(secret)) {
        SECRETS.addAll(forms(secret));
        known = null;
      }
    }
  }

  /** As {@link #register}, for a token that a service gave: remembered while it is in use. */
  public static void registerToken(String token) {
    if (token == null || token.length() < SHORTEST) {
      return;
    }
    synchronized (SECRETS) {
      if (TOKENS.get(token) == null) {
        TOKENS.put(token, forms(token));
        if (TOKENS.size() > MOST_TOKENS) {
          TOKENS.remove(TOKENS.keySet().iterator().next());
        }
        known = null;
      }
    }
  }

  /** The text with every known secret replaced by stars. */
  public static String mask(String text) {
    if (text == null) {
      return null;
    }
    String masked = text;
    for (String secret : known()) {
      masked = masked.replace(secret, STARS);
    }
    return masked;
  }

  private static List<String> known() {
    List<String> all = known;
    if (all != null) {
      return all;
    }
    synchronized (SECRETS) {
      Set<String> sorted = new TreeSet<>(LONGEST_FIRST);
      sorted.addAll(SECRETS);
      TOKENS.values().forEach(sorted::addAll);
      known = List.copyOf(sorted);
      return known;
    }
  }

  /** The secret in all the ways in which it may be written. */
  private static Set<String> forms(String secret) {
    Set<String> forms = new HashSet<>();
    forms.add(secret);
    addForUrls(secret, forms);
    addForJson(secret, forms);
    addForBase64(secret, forms);
    return forms;
  }

  /** As forms and as URLs write it, in the ways of Java and of Python. */
  private static void addForUrls(String secret, Set<String> forms) {
    String form = URLEncoder.encode(secret, UTF_8);
    String python = form.replace("*", "%2A").replace("%7E", "~");
    for (String encoded : List.of(form, python)) {
      forms.add(encoded);
      forms.add(encoded.replace("+", "%20"));
    }
  }

  private static void addForJson(String secret, Set<String> forms) {
    String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    forms.add(escaped);
    forms.add(escaped.replace("/", "\\/"));
  }

  /**
   * Alone, and wherever it may stand in a longer text, as the password does after the user's name:
   * the same bytes have three forms there, less the characters that hold bits of their neighbours.
   */
  private static void addForBase64(String secret, Set<String> forms) {
    byte[] bytes = secret.getBytes(UTF_8);
    addBase64(bytes, 0, false, forms);
    for (int before = 0; before < 3; before++) {
      addBase64(bytes, before, true, forms);
    }
  }

  private static void addBase64(byte[] secret, int before, boolean inside, Set<String> forms) {
    byte[] bytes = new byte[before + secret.length];
    System.arraycopy(secret, 0, bytes, before, secret.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    int from = before == 0 ? 0 : before + 1;
    int to = inside && bytes.length % 3 != 0 ? text.length() - 1 : text.length();
    String own = text.substring(from, to);
    forms.add(own);
    forms.add(own.replace('+', '-').replace('/', '_'));
  }
}
