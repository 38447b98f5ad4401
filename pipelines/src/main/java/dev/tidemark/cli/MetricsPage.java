package dev.tidemark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.problem.Problem;
import dev.tidemark.sync.StreamPlan;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.SyncListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is counted, over HTTP in the text format of Prometheus. */
final class MetricsPage implements SyncListener, AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final String connection;
  private final HttpServer server;
  private volatile List<StreamReport> streams = List.of();

  private MetricsPage(String connection, HttpServer server) {
    this.connection = connection;
    this.server = server;
  }

  /**
   * Begins to serve.
   *
   * @param address {@code PORT} on the loopback interface, or {@code HOST:PORT}
   */
  static MetricsPage at(String address, String connection) {
    if (!address.matches("([^:\\s]+:|\\[[^\\]\\s]+\\]:)?[0-9]{1,5}")) {
      throw Problem.config("--metrics-port '" + address + "' is no PORT or HOST:PORT");
    }
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    try {
      InetAddress host =
          colon < 0
              ? InetAddress.getLoopbackAddress()
              : InetAddress.getByName(address.substring(0, colon));
      HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
      MetricsPage page = new MetricsPage(connection, server);
      server.createContext("/", page::answer);
      server.start();
      System.err.println(
          "metrics at http://"
              + host.getHostAddress()
              + ":"
              + server.getAddress().getPort()
              + "/metrics");
      return page;
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.config("can't serve metrics at " + address + ": " + e.getMessage());
    }
  }

  @Override
  public void planned(List<StreamPlan> plans) {
    // There is nothing to count yet.
  }

  @Override
  public void progress(List<StreamReport> reports) {
    streams = List.copyOf(reports);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isPage = exchange.getRequestURI().getPath().equals("/metrics");
      byte[] body = (isPage ? text() : "see /metrics\n").getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(isPage ? OK : NOT_FOUND, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    List<StreamReport> now = streams;
    add(out, now, "records_total", "counter", "Records that became rows.", StreamReport::records);
    add(out, now, "bytes_total", "counter", "Bytes received.", StreamReport::bytes);
    add(out, now, "requests_total", "counter", "Requests sent.", StreamReport::requests);
    add(out, now, "retries_total", "counter", "Requests sent again.", StreamReport::retries);
    add(
        out,
        now,
        "waited_seconds_total",
        "counter",
        "Time spent waiting for the budget and between retries.",
        stream -> stream.waitedMillis() / 1e3);
    add(
        out,
        now,
        "dead_letters_total",
        "counter",
        "Records that could not become rows.",
        StreamReport::deadLetters);
    add(out, now, "commits_total", "counter", "Transactions with rows.", StreamReport::commits);
    List<StreamReport> followed = now.stream().filter(s -> s.followed() != null).toList();
    add(
        out,
        followed,
        "late_total",
        "counter",
        "Records older than the tidemark that came all the same.",
        stream -> stream.followed().late());
    add(
        out,
        followed,
        "failing",
        "gauge",
        "Turns that have failed in a row.",
        stream -> stream.followed().failing());
    add(
        out,
        followed.stream().filter(s -> s.lag(Instant.now()).isPresent()).toList(),
        "lag_seconds",
        "gauge",
        "How long ago it was that all there was was committed.",
        stream -> stream.lag(Instant.now()).orElseThrow().toMillis() / 1e3);
    Runtime runtime = Runtime.getRuntime();
    header(out, "memory_bytes", "gauge", "Heap that is in use.");
    out.append("tidemark_memory_bytes ").append(runtime.totalMemory() - runtime.freeMemory());
    return out.append('\n').toString();
  }

  private static void header(StringBuilder out, String name, String type, String help) {
    out.append("# HELP tidemark_").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE tidemark_").append(name).append(' ').append(type).append('\n');
  }

  private void add(
      StringBuilder out,
      List<StreamReport> reports,
      String name,
      String type,
      String help,
      ToDoubleFunction<StreamReport> value) {
    if (reports.isEmpty()) {
      return;
    }
    header(out, name, type, help);
    for (StreamReport stream : reports) {
      out.append("tidemark_")
          .append(name)
          .append("{connection=\"")
          .append(label(connection))
          .append("\",stream=\"")
          .append(label(stream.stream()))
          .append("\"} ")
          .append(value.applyAsDouble(stream))
          .append('\n');
    }
  }

  private static String label(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
