package dev.tidemark.manifest.response;

import dev.tidemark.http.Reply;
import dev.tidemark.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headers as templates see them. Names are found in any case, in pagination too: the HTTP client
 * does not tell in which case they were sent.
 */
final class Headers {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");
  private static final Pattern PARAMETER = Pattern.compile(";\\s*([^=;\\s]+)\\s*=\\s*([^;]*)");

  private Headers() {}

  static Map<String, Object> of(Reply reply) {
    Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    reply.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    headers.put("link", links(reply.headers().getOrDefault("link", List.of())));
    return headers;
  }

  /** The links by their relation, each with its URL and parameters. */
  private static JsonObject links(List<String> values) {
    JsonObject links = new JsonObject();
    Matcher link = LINK.matcher(String.join(", ", values));
    while (link.find()) {
      JsonObject entry = JsonObject.of("url", link.group(1).strip());
      Matcher parameter = PARAMETER.matcher(link.group(2).replaceFirst("[\\s,]+$", ""));
      while (parameter.find()) {
        entry.put(parameter.group(1), parameter.group(2).strip().replaceAll("^[\"']|[\"']$", ""));
      }
      links.put(entry.text("rel", entry.text("url", "")), entry);
    }
    return links;
  }
}
