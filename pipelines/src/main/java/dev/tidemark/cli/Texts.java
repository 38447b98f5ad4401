package dev.tidemark.cli;

import dev.tidemark.http.Masking;
import dev.tidemark.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/** Texts of others, made fit for a terminal. */
final class Texts {
  /** Values of such a name are secrets, whatever the spec says. */
  private static final Pattern SECRET =
      Pattern.compile(
          "authorization|cookie|secret|passw|signature|api[-_]?key"
              + "|(access|refresh|auth|id|session)[-_]?token|x-(auth|key|token)",
          Pattern.CASE_INSENSITIVE);

  /** A field of a URL, a form or JSON that has such a name, and its value. */
  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "([\\w.-]*(?:secret|passw(?:or)?d|signature|api[-_]?key"
              + "|(?:access|refresh|auth|id|session)[-_]?token)"
              + "(?:\\\\?[\"'])?\\s*[=:]\\s*(?:\\\\?[\"'])?)([^&\"'\\s,}{]{6,})",
          Pattern.CASE_INSENSITIVE);

  private Texts() {}

  /** Whether what has that name is a secret. */
  static boolean isSecret(String name) {
    return SECRET.matcher(name).find();
  }

  /** The values in a text that go by such names. */
  static List<String> secretsIn(String text) {
    return SECRET_FIELD.matcher(text).results().map(match -> match.group(2)).toList();
  }

  /** The text without secrets, those that go by their names too; to be called before it is cut. */
  static String secretless(String text) {
    return SECRET_FIELD.matcher(Masking.mask(text)).replaceAll("$1****");
  }

  /** What a property of a config means, on one line; specs have links and line breaks in it. */
  static String meaning(JsonObject property) {
    return property
        .text("description", property.text("title", ""))
        .replaceAll("</?[a-zA-Z][^>]*>", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
