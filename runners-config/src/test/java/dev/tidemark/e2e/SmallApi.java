package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.Tidemark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An API that answers as a test says, and a manifest for it with one stream, {@code items}. */
final class SmallApi implements AutoCloseable {
  /** An answer of status 410. */
  static final String GONE = "gone";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private SmallApi(Function<String, String> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  /**
   * @param answers by path and query; {@code BASE} in them stands for where the API is
   */
  static SmallApi answering(Function<String, String> answers) throws IOException {
    return new SmallApi(answers);
  }

  /** Paths and queries of the requests so far. */
  List<String> asked() {
    return asked;
  }

  /**
   * Syncs of the stream into a DuckDB file in the folder.
   *
   * @param stream what the stream has beside name and schema; {@code BASE} as in answers
   */
  Tidemark source(Path folder, String stream) throws IOException {
    String manifest =
        """
        version: 6.0.0
        type: DeclarativeSource
        check: {type: CheckStream, stream_names: [items]}
        streams:
          - type: DeclarativeStream
            name: items
            schema_loader: {type: InlineSchemaLoader, schema: {properties: {n: {type: integer}}}}
        """
            + stream.replace("BASE", base()).indent(4);
    Path file = Files.writeString(folder.resolve("source.yaml"), manifest);
    return Tidemark.source(file.toString()).into("duckdb:" + folder.resolve("items.duckdb"));
  }

  /** Where it is. */
  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange, Function<String, String> answers) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    String body = answers.apply(path).replace("BASE", base());
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(body.equals(GONE) ? 410 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
