package dev.tidemark.job;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads {@code .env} files: {@code NAME=value} lines, quotes around a value optional. */
final class DotEnv {
  private DotEnv() {}

  /** The values in a file; none where there is no file. */
  static Map<String, String> read(Path file) {
    Map<String, String> values = new HashMap<>();
    if (!Files.isRegularFile(file)) {
      return values;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        String entry = line.strip().replaceFirst("^export\\s+", "");
        int equals = entry.indexOf('=');
        if (equals > 0 && !entry.startsWith("#")) {
          values.put(entry.substring(0, equals).strip(), unquoted(entry.substring(equals + 1)));
        }
      }
      return values;
    } catch (IOException e) {
      throw Problem.config("can't read " + file + ": " + e.getMessage());
    }
  }

  private static String unquoted(String text) {
    String value = text.strip();
    boolean quoted =
        value.length() >= 2
            && (value.startsWith("\"") || value.startsWith("'"))
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value.replaceFirst("\\s+#.*$", "");
  }
}
