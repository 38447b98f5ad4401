package dev.tidemark.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server that answers as a test says and remembers what it was asked. */
final class Stub implements AutoCloseable {
  private final HttpServer server;
  private final List<Asked> requests = new CopyOnWriteArrayList<>();

  /**
   * A request.
   *
   * @param uri path and query as they were sent
   * @param headers by name in any case
   */
  record Asked(String method, String uri, Map<String, String> headers, String body) {
    String query() {
      int start = uri.indexOf('?');
      return start < 0 ? "" : uri.substring(start + 1);
    }

    String path() {
      int start = uri.indexOf('?');
      return start < 0 ? uri : uri.substring(0, start);
    }
  }

  /**
   * An answer.
   *
   * @param charset makes bytes of the body
   */
  record Given(int status, Map<String, String> headers, String body, Charset charset) {
    Given(int status, Map<String, String> headers, String body) {
      this(status, headers, body, UTF_8);
    }

    Given with(String name, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(name, value);
      return new Given(status, more, body, charset);
    }
  }

  static Given json(String body) {
    return new Given(200, Map.of("Content-Type", "application/json"), body);
  }

  static Given bytes(byte[] body) {
    return new Given(200, Map.of(), new String(body, ISO_8859_1), ISO_8859_1);
  }

  static Given status(int status, String body) {
    return new Given(status, Map.of("Content-Type", "application/json"), body);
  }

  static Given html(String body) {
    return new Given(200, Map.of("Content-Type", "text/html"), body);
  }

  private Stub(Function<Asked, Given> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> serve(exchange, answers));
    server.start();
  }

  static Stub answering(Function<Asked, Given> answers) {
    try {
      return new Stub(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives these answers in turn, and the last one ever after. */
  static Stub inTurn(Given... answers) {
    List<Given> queue = new CopyOnWriteArrayList<>(answers);
    return answering(asked -> queue.size() > 1 ? queue.remove(0) : queue.get(0));
  }

  /** Gives these bodies in turn, and the last one ever after. */
  static Stub inTurn(String... bodies) {
    Given[] answers = new Given[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      answers[i] = json(bodies[i]);
    }
    return inTurn(answers);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Asked> requests() {
    return List.copyOf(requests);
  }

  List<String> uris() {
    return requests.stream().map(Asked::uri).toList();
  }

  List<String> queries() {
    return requests.stream().map(Asked::query).toList();
  }

  private void serve(HttpExchange exchange, Function<Asked, Given> answers) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    Asked asked =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    requests.add(asked);
    Given given = answers.apply(asked);
    given.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = given.body().getBytes(given.charset());
    exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
