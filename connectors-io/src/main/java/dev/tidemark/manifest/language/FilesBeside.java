package dev.tidemark.manifest.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that belong to a manifest, carried at the end of its text where YAML sees a comment: so
 * whoever has the text has all that it takes to read it.
 */
public final class FilesBeside {
  private static final String MARK = "# tidemark files: ";
  private static final Pattern CARRIED =
      Pattern.compile("\n" + MARK + "([A-Za-z0-9+/]+={0,2})\n\\z");

  private FilesBeside() {}

  /** The text with files: their texts by their paths. */
  public static String append(String text, Map<String, String> files) {
    if (files.isEmpty()) {
      return text;
    }
    byte[] carried = Json.write(JsonObject.copyOf(files)).getBytes(UTF_8);
    return text + "\n" + MARK + Base64.getEncoder().encodeToString(carried) + "\n";
  }

  static Map<String, String> in(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    Matcher matcher = CARRIED.matcher(text.substring(Math.max(0, text.lastIndexOf("\n" + MARK))));
    if (matcher.matches()) {
      byte[] carried = Base64.getDecoder().decode(matcher.group(1));
      JsonObject found = Json.parseObject(new String(carried, UTF_8));
      found.names().forEach(path -> files.put(path, found.text(path, "")));
    }
    return files;
  }
}
