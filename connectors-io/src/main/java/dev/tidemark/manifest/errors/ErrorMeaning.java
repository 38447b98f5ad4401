package dev.tidemark.manifest.errors;

import dev.tidemark.http.SecretFields;
import dev.tidemark.manifest.response.Answer;
import java.util.Map;

/** Words for an error answer: its status, and what the API says itself. */
final class ErrorMeaning {
  private static final int LONGEST = 300;
  private static final Map<Integer, String> WORDS =
      Map.of(
          400, "the request is refused as wrong",
          401, "the credentials are refused",
          403, "the credentials do not allow this",
          404, "there is nothing at this address",
          429, "too many requests");

  private ErrorMeaning() {}

  static String of(Answer answer) {
    int status = answer.reply().status();
    String words = WORDS.get(status);
    String lead = words == null ? "HTTP " + status : words + " (HTTP " + status + ")";
    String own = ErrorText.of(answer);
    if (own == null || own.isBlank()) {
      return lead;
    }
    // Masked before it is cut: half a secret would not be known as one.
    String line = SecretFields.mask(own).strip().replaceAll("\\s+", " ");
    return lead + ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
  }
}
