package dev.tidemark.source.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keys that are still to be listed, in the order of their bytes.
 *
 * @param prefix what they begin with
 * @param after they come after this one; null from the first on
 * @param until the last that may be among them, or null
 * @param pages how many pages of it have been listed
 */
record KeyRange(String prefix, String after, String until, long pages) {
  private static final int FIRST = 0x20;
  private static final int END = 0x7f;

  static KeyRange of(String prefix) {
    return new KeyRange(prefix, null, null, 0);
  }

  /** What is left of it once the keys up to one are listed. */
  KeyRange after(String key) {
    return new KeyRange(prefix, key, until, pages + 1);
  }

  /** The keys up to one, and those after it. */
  KeyRange upTo(String key) {
    return new KeyRange(prefix, after, key, 0);
  }

  KeyRange from(String key) {
    return new KeyRange(prefix, key, until, 0);
  }

  boolean contains(String key) {
    return until == null || compare(key, until) <= 0;
  }

  /**
   * A text somewhere in the middle, if keys are such as keys mostly are.
   *
   * @return nothing where there is no room, or not only ASCII to go by
   */
  Optional<String> middle() {
    String low = after == null ? prefix : after;
    int shared = 0;
    while (until != null && shared < low.length() && shared < until.length()) {
      if (low.charAt(shared) != until.charAt(shared)) {
        break;
      }
      shared++;
    }
    int from = until == null ? prefix.length() : shared;
    for (int i = from; i <= low.length(); i++) {
      int a = i < low.length() ? low.charAt(i) : FIRST;
      int b = i == from && until != null && i < until.length() ? until.charAt(i) : END;
      if (a > END || b > END) {
        return Optional.empty();
      }
      if (b - a > 1) {
        return Optional.of(low.substring(0, i) + (char) ((a + b) / 2));
      }
    }
    return Optional.empty();
  }

  /** Listings are in the order of UTF-8, which is not that of Java's strings. */
  static int compare(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  JsonObject toJson() {
    return JsonObject.of("prefix", prefix, "after", after, "until", until, "pages", pages);
  }

  static KeyRange parse(JsonObject json) {
    return new KeyRange(
        json.text("prefix", ""),
        (String) json.get("after"),
        (String) json.get("until"),
        (Long) json.get("pages"));
  }
}
