package dev.tidemark.cli;

import dev.tidemark.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A line of messages as a line of a log that machines read. */
final class LogLine {
  private LogLine() {}

  /** What the line says as a JSON object; nothing for an empty one. */
  static String of(String line, Instant now) {
    String text = line.strip();
    if (text.isEmpty()) {
      return "";
    }
    JsonObject json =
        JsonObject.of("time", now.truncatedTo(ChronoUnit.MILLIS).toString(), "level", level(text));
    if (text.startsWith("{\"message\":")) {
      return json.toString().replaceFirst("}$", ",") + text.substring(1) + "\n";
    }
    return json.put("message", text.replaceFirst("^(error|warning|note): *", "")) + "\n";
  }

  private static String level(String text) {
    if (text.startsWith("error:")) {
      return "error";
    }
    return text.startsWith("warning:") || text.startsWith("note:") ? "warning" : "info";
  }
}
