package dev.tidemark.manifest.requester;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.manifest.template.PythonText;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names and values as queries and forms carry them. */
final class Forms {
  private Forms() {}

  /** {@code a=1&b=x+y}; a list gives its name once for each item. */
  static String encode(Map<String, Object> values) {
    return String.join("&", pairs(values));
  }

  /** The URL with the parameters added that are not in it already with the same value. */
  static URI withQuery(URI url, Map<String, Object> parameters) {
    List<String> present = decoded(url);
    List<String> added =
        pairs(parameters).stream().filter(pair -> !present.contains(decode(pair))).toList();
    if (added.isEmpty()) {
      return url;
    }
    String query = url.getRawQuery();
    String text = url.toString();
    String separator = query == null ? "?" : query.isEmpty() ? "" : "&";
    return URI.create(text + separator + String.join("&", added));
  }

  private static List<String> pairs(Map<String, Object> values) {
    List<String> pairs = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof List<?> items) {
            items.forEach(item -> pairs.add(pair(name, item)));
          } else if (value != null) {
            pairs.add(pair(name, value));
          }
        });
    return pairs;
  }

  private static String pair(String name, Object value) {
    return encode(name) + "=" + encode(PythonText.str(value));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static List<String> decoded(URI url) {
    String query = url.getRawQuery();
    return query == null || query.isEmpty()
        ? List.of()
        : List.of(query.split("&")).stream().map(Forms::decode).toList();
  }

  private static String decode(String pair) {
    try {
      return URLDecoder.decode(pair.contains("=") ? pair : pair + "=", UTF_8);
    } catch (IllegalArgumentException e) {
      return pair;
    }
  }
}
