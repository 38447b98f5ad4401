package dev.tidemark.manifest.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.http.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives the answers of a case in turn, whatever it is asked, and remembers what that was. */
final class CannedServer implements AutoCloseable {
  /** What comes when a case has no more answers; the request shows as one too many. */
  private static final int NOTHING_LEFT = 404;

  private final HttpServer server;
  private final List<Exchange> exchanges;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  CannedServer(List<Exchange> exchanges) {
    this.exchanges = exchanges;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  /** A network on which each of the hosts is this server. */
  Network network(Collection<String> hosts) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, String> routes = new HashMap<>();
    hosts.forEach(host -> routes.put(host, url + Asked.HOST_MARK + host));
    return Network.DIRECT.withRoutes(routes);
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      int turn = asked.size();
      asked.add(Asked.of(exchange));
      if (turn >= exchanges.size()) {
        exchange.sendResponseHeaders(NOTHING_LEFT, -1);
        return;
      }
      Exchange answer = exchanges.get(turn);
      if (!answer.drops()) {
        exchange.getResponseHeaders().putAll(answer.headers());
        byte[] body = answer.body().array();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
