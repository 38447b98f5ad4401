package dev.tidemark.destination.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads a staged CSV file as the options of a {@code COPY} say, with Snowflake's defaults. */
final class CopyFile {
  private static final Pattern OPTION =
      Pattern.compile("(\\w+)\\s*=\\s*(\\(\\)|'(?:[^'\\\\]|\\\\.|'')*'|\\w+)");

  private final Map<String, String> options = new HashMap<>();
  private String text;
  private int at;

  /**
   * @param format what stands in the parentheses of {@code FILE_FORMAT}
   */
  CopyFile(String format) throws Refusal {
    options.put("FIELD_DELIMITER", ",");
    options.put("RECORD_DELIMITER", "\n");
    options.put("FIELD_OPTIONALLY_ENCLOSED_BY", "NONE");
    options.put("ESCAPE", "NONE");
    options.put("ESCAPE_UNENCLOSED_FIELD", "\\");
    options.put("NULL_IF", "\\N");
    options.put("EMPTY_FIELD_AS_NULL", "TRUE");
    options.put("COMPRESSION", "AUTO");
    Matcher matcher = OPTION.matcher(format);
    while (matcher.find()) {
      String value = matcher.group(2);
      boolean quoted = value.startsWith("'");
      options.put(
          matcher.group(1),
          value.equals("()")
              ? "NONE"
              : quoted
                  ? value
                      .substring(1, value.length() - 1)
                      .replace("\\n", "\n")
                      .replace("\\\\", "\\")
                  : value);
    }
    if (!"CSV".equals(options.get("TYPE"))) {
      throw Refusal.syntax("the fake reads CSV, not " + options.get("TYPE"));
    }
  }

  private boolean is(String option, String character) {
    return options.get(option).equals(character);
  }

  /** Rows of values, null where there is none. */
  List<List<String>> rows(Path file) throws IOException, Refusal {
    byte[] bytes = Files.readAllBytes(file);
    boolean packed = bytes.length > 1 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    if (is("COMPRESSION", "GZIP") && !packed) {
      throw new Refusal(100016, "22000", "Not a gzip file");
    }
    try (GZIPInputStream in =
        packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)) : null) {
      text = new String(in == null ? bytes : in.readAllBytes(), UTF_8);
    }
    at = 0;
    List<List<String>> rows = new ArrayList<>();
    while (at < text.length()) {
      rows.add(row());
    }
    return rows;
  }

  private List<String> row() throws Refusal {
    List<String> fields = new ArrayList<>();
    while (true) {
      fields.add(field());
      if (at >= text.length()) {
        return fields;
      }
      String end = String.valueOf(text.charAt(at++));
      if (end.equals(options.get("RECORD_DELIMITER"))) {
        return fields;
      }
      if (!end.equals(options.get("FIELD_DELIMITER"))) {
        throw new Refusal(
            100066, "22000", "Found character '" + end + "' instead of field delimiter");
      }
    }
  }

  private String field() throws Refusal {
    String start = at < text.length() ? String.valueOf(text.charAt(at)) : "";
    if (start.equals(options.get("FIELD_OPTIONALLY_ENCLOSED_BY"))) {
      return enclosed(start.charAt(0));
    }
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      String c = String.valueOf(text.charAt(at));
      if (c.equals(options.get("FIELD_DELIMITER")) || c.equals(options.get("RECORD_DELIMITER"))) {
        break;
      }
      if (c.equals(options.get("ESCAPE_UNENCLOSED_FIELD"))) {
        at++;
      }
      out.append(text.charAt(at++));
    }
    String field = out.toString();
    boolean empty = field.isEmpty() && is("EMPTY_FIELD_AS_NULL", "TRUE");
    return empty || field.equals(options.get("NULL_IF")) ? null : field;
  }

  private String enclosed(char quote) throws Refusal {
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean doubled = c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
      if (c == quote && !doubled) {
        at++;
        String field = out.toString();
        return field.equals(options.get("NULL_IF")) ? null : field;
      }
      if (doubled || String.valueOf(c).equals(options.get("ESCAPE"))) {
        at++;
      }
      out.append(text.charAt(at));
    }
    throw new Refusal(100066, "22000", "End of file within a quoted field");
  }
}
