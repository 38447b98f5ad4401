package dev.tidemark.manifest.conformance;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it arrived.
 *
 * @param target {@code GET /items?page=2}; with scheme and host if that is not the usual one
 * @param headers by name in any case
 */
record Asked(String target, Map<String, String> headers, String body) {
  static final String HOST = "api.example.com";

  /** Requests to a host arrive under a path that begins with this and its name. */
  static final String HOST_MARK = "/@";

  static Asked of(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestMethod() + " " + url(exchange.getRequestURI().toString());
    return new Asked(target, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static String url(String uri) {
    if (!uri.startsWith(HOST_MARK)) {
      return uri;
    }
    String rest = uri.substring(HOST_MARK.length());
    return rest.startsWith(HOST) ? rest.substring(HOST.length()) : "https://" + rest;
  }

  Object json() {
    return body.isEmpty() ? null : Json.parse(body);
  }
}
