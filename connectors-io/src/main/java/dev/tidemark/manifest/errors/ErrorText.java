package dev.tidemark.manifest.errors;

import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.manifest.response.Answer;
import dev.tidemark.manifest.template.Truth;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Finds the API's own message in an error answer. */
final class ErrorText {
  private static final List<String> NAMES =
      List.of(
          "message",
          "messages",
          "error",
          "errors",
          "failures",
          "failure",
          "detail",
          "err",
          "error_message",
          "msg",
          "reason",
          "status_message");

  private ErrorText() {}

  /** The message; the whole body where it is not JSON; null where there is none. */
  static String of(Answer answer) {
    try {
      return text(answer.json());
    } catch (JsonSyntax e) {
      return new String(answer.reply().body(), StandardCharsets.UTF_8);
    }
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof List<?> list) {
      List<String> parts = list.stream().map(ErrorText::text).filter(Objects::nonNull).toList();
      return parts.isEmpty() ? null : String.join(", ", parts);
    }
    if (!(value instanceof JsonObject object)) {
      return null;
    }
    return NAMES.stream()
        .map(object::get)
        .filter(Truth::of)
        .findFirst()
        .map(ErrorText::text)
        .orElse(null);
  }
}
