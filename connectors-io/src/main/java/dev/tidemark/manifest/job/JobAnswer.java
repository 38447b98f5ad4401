package dev.tidemark.manifest.job;

import dev.tidemark.http.Masking;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a source answered about a job, as templates see it, and as it is kept from page to page: the
 * fields of the body, the headers, and the request, without credentials.
 */
final class JobAnswer {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  private JobAnswer() {}

  /**
   * The answer as it is kept.
   *
   * @param body its first element
   */
  static JsonObject of(Request request, Reply reply, Object body) {
    JsonObject headers = new JsonObject();
    reply.headers().forEach((name, values) -> put(headers, name, String.join(", ", values)));
    JsonObject sent = new JsonObject();
    request.headers().forEach((name, value) -> put(sent, name, value));
    JsonObject asked =
        JsonObject.of(
            "method",
            request.method(),
            "url",
            Masking.mask(request.url().toString()),
            "headers",
            sent);
    if (request.body() != null) {
      asked.put("body", Masking.mask(new String(request.body(), StandardCharsets.UTF_8)));
    }
    JsonObject fields = body instanceof JsonObject object ? object : new JsonObject();
    return JsonObject.of("body", fields, "headers", headers, "request", asked);
  }

  private static void put(JsonObject headers, String name, String value) {
    boolean isSecret =
        CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)) || !Masking.mask(value).equals(value);
    if (!isSecret) {
      headers.put(name, value);
    }
  }

  /** What templates see of an answer that was kept. */
  static Map<String, Object> view(JsonObject kept) {
    Map<String, Object> view = new HashMap<>();
    view.put("headers", anyCase(kept.object("headers")));
    Map<String, Object> request = fields(kept.object("request"));
    request.put("headers", anyCase(kept.object("request").object("headers")));
    view.put("request", request);
    view.putAll(fields(kept.object("body")));
    return view;
  }

  private static Map<String, Object> anyCase(JsonObject headers) {
    Map<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.putAll(fields(headers));
    return map;
  }

  private static Map<String, Object> fields(JsonObject object) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < object.size(); i++) {
      fields.put(object.name(i), object.value(i));
    }
    return fields;
  }
}
