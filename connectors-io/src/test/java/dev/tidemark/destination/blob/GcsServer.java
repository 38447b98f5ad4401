package dev.tidemark.destination.blob;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Google Cloud Storage's API as is used: one bucket, named "bucket". */
final class GcsServer implements AutoCloseable {
  private static final String OBJECTS = "/storage/v1/b/bucket/o";
  private static final Pattern COPY = Pattern.compile("(.*)/rewriteTo/b/bucket/o/(.*)");

  /** What is there. */
  final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

  private final int page;
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private volatile String token;

  /**
   * @param page how many objects a page of a listing has
   */
  GcsServer(int page) throws IOException {
    this.page = page;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** So many requests are carried out, and never answered. */
  void loseAnswers(int count) {
    lost.set(count);
  }

  /** So many requests are not carried out. */
  void beUnavailable(int count) {
    unavailable.set(count);
  }

  void requireToken(String required) {
    token = required;
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Answer(int status, byte[] body, Map<String, String> headers) {
    static Answer json(JsonObject json) {
      return new Answer(200, json.toString().getBytes(UTF_8), Map.of());
    }

    static Answer error(int status) {
      JsonObject error = JsonObject.of("code", (long) status, "message", "refused");
      return new Answer(status, JsonObject.of("error", error).toString().getBytes(UTF_8), Map.of());
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = unavailable.getAndDecrement() > 0 ? Answer.error(503) : of(exchange, body);
      if (lost.getAndDecrement() > 0) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private Answer of(HttpExchange exchange, byte[] body) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (token != null && !("Bearer " + token).equals(authorization)) {
      return Answer.error(401);
    }
    String path = exchange.getRequestURI().getRawPath();
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    if (path.equals("/upload" + OBJECTS)) {
      return upload(exchange, query, body);
    }
    if (!path.startsWith(OBJECTS)) {
      return Answer.error(404);
    }
    String rest = path.substring(Math.min(path.length(), OBJECTS.length() + 1));
    Matcher copy = COPY.matcher(rest);
    if (copy.matches()) {
      byte[] content = objects.get(decoded(copy.group(1)));
      objects.put(decoded(copy.group(2)), content);
      return Answer.json(JsonObject.of("done", true));
    }
    String name = decoded(rest);
    return switch (exchange.getRequestMethod()) {
      case "DELETE" ->
          objects.remove(name) == null ? Answer.error(404) : new Answer(204, new byte[0], Map.of());
      default -> name.isEmpty() ? list(query) : read(name);
    };
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      query.put(pair.replaceFirst("=.*", ""), decoded(pair.replaceFirst("^[^=]*=?", "")));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private Answer read(String name) {
    byte[] content = objects.get(name);
    return content == null ? Answer.error(404) : new Answer(200, content, Map.of());
  }

  private Answer list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String from = query.getOrDefault("pageToken", query.getOrDefault("startOffset", ""));
    List<Object> items = new ArrayList<>();
    JsonObject answer = new JsonObject();
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      String name = object.getKey();
      if (name.startsWith(prefix) && name.compareTo(from) >= 0) {
        if (items.size() == page) {
          answer.put("nextPageToken", name);
          break;
        }
        items.add(
            JsonObject.of(
                "name",
                name,
                "size",
                String.valueOf(object.getValue().length),
                "updated",
                Instant.now().toString()));
      }
    }
    return Answer.json(items.isEmpty() ? answer : answer.put("items", items));
  }

  private Answer upload(HttpExchange exchange, Map<String, String> query, byte[] body) {
    if (query.get("uploadType").equals("multipart")) {
      // A part of JSON and one of content, each with headers, between boundaries.
      String text = new String(body, ISO_8859_1);
      String boundary = text.substring(0, text.indexOf("\r\n"));
      int json = text.indexOf("\r\n\r\n") + 4;
      int second = text.indexOf("\r\n" + boundary, json);
      int content = text.indexOf("\r\n\r\n", second) + 4;
      int end = text.lastIndexOf("\r\n" + boundary);
      String name = name(text.substring(json, second).getBytes(ISO_8859_1));
      return store(query, name, text.substring(content, end).getBytes(ISO_8859_1));
    }
    String id = query.get("upload_id");
    if (id == null) {
      String name = name(body);
      uploads.put(name, new ByteArrayOutputStream());
      String location = url() + exchange.getRequestURI() + "&upload_id=" + name;
      return new Answer(200, new byte[0], Map.of("Location", location));
    }
    ByteArrayOutputStream upload = uploads.get(id);
    upload.writeBytes(body);
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    if (!range.endsWith("/" + upload.size())) {
      return new Answer(308, new byte[0], Map.of("Range", "bytes=0-" + (upload.size() - 1)));
    }
    return store(query, id, upload.toByteArray());
  }

  private static String name(byte[] json) {
    return Json.parseObject(new String(json, UTF_8)).text("name", "");
  }

  private Answer store(Map<String, String> query, String name, byte[] content) {
    if ("0".equals(query.get("ifGenerationMatch"))) {
      if (objects.putIfAbsent(name, content) != null) {
        return Answer.error(412);
      }
    } else {
      objects.put(name, content);
    }
    return Answer.json(JsonObject.of("name", name));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
