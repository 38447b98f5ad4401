package dev.tidemark.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on this machine that answers as a test tells it to. */
final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  private TestServer(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            seen.add(Seen.of(exchange));
            handler.handle(exchange);
          }
        });
    server.setExecutor(threads);
    server.start();
  }

  static TestServer answering(HttpHandler handler) throws IOException {
    return new TestServer(handler);
  }

  /** Answers every request with status 200 and this text. */
  static TestServer saying(String text) throws IOException {
    return answering(exchange -> reply(exchange, 200, text));
  }

  static void reply(HttpExchange exchange, int status, String body) throws IOException {
    reply(exchange, status, body.getBytes(UTF_8));
  }

  static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static void redirect(HttpExchange exchange, int status, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    reply(exchange, status, "moved");
  }

  int port() {
    return server.getAddress().getPort();
  }

  String base() {
    return "http://127.0.0.1:" + port();
  }

  /** The same server under another name. */
  String otherBase() {
    return "http://localhost:" + port();
  }

  URI url(String path) {
    return URI.create(base() + path);
  }

  Request get(String path) {
    return Request.get(url(path), Map.of());
  }

  List<Seen> seen() {
    return seen;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** A request as it arrived. */
  record Seen(String method, String uri, Map<String, List<String>> headers, String body) {
    private static Seen of(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      anyCase.putAll(exchange.getRequestHeaders());
      return new Seen(
          exchange.getRequestMethod(), exchange.getRequestURI().toString(), anyCase, body);
    }

    /** The header's value, or null. */
    String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.get(0);
    }
  }
}
