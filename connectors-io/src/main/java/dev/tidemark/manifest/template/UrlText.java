package dev.tidemark.manifest.template;

import java.nio.charset.StandardCharsets;

/** Percent encoding as Python's urllib does it. */
final class UrlText {
  private static final String UNRESERVED = "_.-~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private UrlText() {}

  /** For a path: slashes stay, a blank is {@code %20}. */
  static String quotePath(String text) {
    return quote(text, UNRESERVED + "/");
  }

  /** For a form: a slash is {@code %2F}, a blank is {@code +}. */
  static String quoteForm(String text) {
    return quote(text, UNRESERVED + " ").replace(' ', '+');
  }

  private static String quote(String text, String safe) {
    StringBuilder quoted = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || safe.indexOf(c) >= 0)) {
        quoted.append(c);
      } else {
        quoted.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return quoted.toString();
  }
}
