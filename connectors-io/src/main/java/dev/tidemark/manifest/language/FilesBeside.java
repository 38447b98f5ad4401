package dev.tidemark.manifest.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.json.JsonSyntax;
import dev.tidemark.problem.Problem;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Names of the file that has the spec of a manifest without one, in the order of preference. */
  public static final List<String> SPECS = List.of("spec.yaml", "spec.yml", "spec.json");

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

  /** The spec that one of the files holds, as manifests have it. */
  static Optional<Map<String, Object>> spec(String manifest, Map<String, String> files) {
    for (String name : SPECS) {
      if (files.containsKey(name)) {
        String text = files.get(name);
        // YAML does not allow all that JSON does.
        String yaml = name.endsWith(".json") ? Json.write(parse(name, text)) : text;
        Object read = YamlReader.read(manifest + "/" + name, yaml, new Places());
        return read instanceof Map<?, ?> map ? Optional.of(spec(map)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Object parse(String name, String text) {
    try {
      return Json.parse(text.getBytes(UTF_8));
    } catch (JsonSyntax e) {
      throw Problem.config(name + " beside the manifest is not JSON: " + e.getMessage());
    }
  }

  /** Files of their own have the names of the protocol, not those of the language. */
  private static Map<String, Object> spec(Map<?, ?> file) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "Spec");
    file.forEach(
        (key, value) ->
            spec.put(
                switch ((String) key) {
                  case "connectionSpecification" -> "connection_specification";
                  case "documentationUrl" -> "documentation_url";
                  default -> (String) key;
                },
                value));
    return spec;
  }
}
