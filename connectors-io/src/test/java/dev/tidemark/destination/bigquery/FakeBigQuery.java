package dev.tidemark.destination.bigquery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** BigQuery's REST API, as much of it as a sync asks for, over a DuckDB. */
public final class FakeBigQuery implements AutoCloseable {
  private final Engine engine;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeJobs jobs;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  public FakeBigQuery() throws IOException, SQLException {
    engine = new Engine();
    jobs = new FakeJobs(engine);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Bytes on their way, for a job. */
  private record Upload(JsonObject job, ByteArrayOutputStream bytes) {
    /** A part that is sent again takes the place of what was sent before. */
    void write(long from, byte[] part) {
      byte[] before = bytes.toByteArray();
      bytes.reset();
      bytes.write(before, 0, (int) from);
      bytes.writeBytes(part);
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  FakeJobs jobs() {
    return jobs;
  }

  List<String> tables(String dataset) throws SQLException {
    return engine.tables(dataset);
  }

  void execute(String sql) {
    engine.run("", sql, Map.of());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      try {
        route(exchange, body);
      } catch (Refused e) {
        refuse(exchange, status(e.reason()), e.reason(), e.getMessage());
      } catch (SQLException e) {
        refuse(exchange, 500, "internalError", e.getMessage());
      }
    }
  }

  private static int status(String reason) {
    return switch (reason) {
      case "notFound" -> 404;
      case "duplicate" -> 409;
      case "accessDenied", "quotaExceeded" -> 403;
      case "authError" -> 401;
      default -> 400;
    };
  }

  private void route(HttpExchange exchange, byte[] body) throws IOException, SQLException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    String[] parts = path.replaceFirst(".*/projects/[^/]+/", "").split("/");
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (token != null && token.contains("wrong")) {
      throw new Refused("authError", "Request had invalid authentication credentials.");
    }
    if (path.startsWith("/upload/") || path.startsWith("/resumable/")) {
      upload(exchange, method, body);
    } else if (parts.length == 5 && parts[4].equals("data")) {
      send(exchange, 200, page(exchange, parts[3]));
    } else if (parts[0].equals("datasets")) {
      send(exchange, 200, datasets(parts));
    } else if (method.equals("POST")) {
      JsonObject asked = Json.parseObject(new String(body, UTF_8));
      if (parts[0].equals("queries")) {
        send(exchange, 200, jobs.query(asked));
      } else {
        begin(exchange, asked, () -> jobs.run(asked.object("configuration").object("query")));
      }
    } else if (parts[0].equals("jobs")) {
      send(exchange, 200, jobs.look(parts[1]));
    } else {
      send(exchange, 200, page(exchange, parts[1]));
    }
  }

  private JsonObject page(HttpExchange exchange, String query) {
    Map<String, String> values = query(exchange);
    return jobs.page(
        query,
        Integer.parseInt(values.getOrDefault("pageToken", "0")),
        values.getOrDefault("formatOptions.useInt64Timestamp", "false").equals("true"));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> values = new HashMap<>();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      values.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return values;
  }

  /** Datasets and their tables. */
  private JsonObject datasets(String[] parts) throws SQLException {
    String dataset = parts[1];
    if (!engine.hasDataset(dataset)) {
      throw new Refused("notFound", "Not found: Dataset p:" + dataset);
    }
    JsonObject reference = JsonObject.of("projectId", "p", "datasetId", dataset);
    if (parts.length == 2) {
      return JsonObject.of("datasetReference", reference, "location", FakeJobs.LOCATION);
    }
    if (parts.length == 3) {
      List<Object> tables = new ArrayList<>();
      for (String table : engine.tables(dataset)) {
        tables.add(
            JsonObject.of(
                "type", "TABLE", "tableReference", reference.copy().put("tableId", table)));
      }
      return JsonObject.of("tables", tables, "totalItems", (long) tables.size());
    }
    List<JsonObject> columns = engine.columns(dataset, parts[3]);
    if (columns.isEmpty()) {
      throw new Refused("notFound", "Not found: Table p:" + dataset + "." + parts[3]);
    }
    return JsonObject.of(
        "tableReference",
        reference.put("tableId", parts[3]),
        "type",
        "TABLE",
        "schema",
        JsonObject.of("fields", columns));
  }

  private void upload(HttpExchange exchange, String method, byte[] body) throws IOException {
    if (method.equals("POST")) {
      JsonObject job = Json.parseObject(new String(body, UTF_8));
      jobs.requireNew(job);
      String id = String.valueOf(numbers.incrementAndGet());
      uploads.put(id, new Upload(job, new ByteArrayOutputStream()));
      exchange
          .getResponseHeaders()
          .set("Location", endpoint() + "/upload/bigquery/v2/projects/p/jobs?upload_id=" + id);
      send(exchange, 200, new JsonObject());
      return;
    }
    Upload upload = uploads.get(query(exchange).get("upload_id"));
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    upload.write(Long.parseLong(range.replaceAll("bytes (\\d+)-.*", "$1")), body);
    if (range.endsWith("/*")) {
      exchange.getResponseHeaders().set("Range", "bytes=0-" + (upload.bytes().size() - 1));
      exchange.sendResponseHeaders(308, -1);
      return;
    }
    JsonObject table =
        upload.job().object("configuration").object("load").object("destinationTable");
    begin(
        exchange,
        upload.job(),
        () -> {
          engine.load(
              table.text("datasetId", ""), table.text("tableId", ""), upload.bytes().toByteArray());
          return null;
        });
  }

  private void begin(HttpExchange exchange, JsonObject asked, FakeJobs.Work work)
      throws IOException {
    Optional<JsonObject> answer = jobs.begin(asked, work);
    if (answer.isPresent()) {
      send(exchange, 200, answer.get());
    }
  }

  private static void refuse(HttpExchange exchange, int status, String reason, String message)
      throws IOException {
    JsonObject error = JsonObject.of("reason", reason, "message", String.valueOf(message));
    send(
        exchange,
        status,
        JsonObject.of(
            "error",
            JsonObject.of(
                "code",
                (long) status,
                "message",
                String.valueOf(message),
                "errors",
                List.of(error))));
  }

  private static void send(HttpExchange exchange, int status, JsonObject json) throws IOException {
    byte[] bytes = json.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() throws SQLException {
    server.stop(0);
    threads.shutdownNow();
    engine.close();
  }
}
