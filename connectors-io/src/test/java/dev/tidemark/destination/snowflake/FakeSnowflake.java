package dev.tidemark.destination.snowflake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.config.SealedConfig;
import dev.tidemark.destination.DestinationRef;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * An account of Snowflake on this machine: it speaks the protocol of the official driver, and runs
 * statements on DuckDB.
 */
public final class FakeSnowflake implements AutoCloseable {
  static final String DATABASE = "ANALYTICS";
  public static final String PASSWORD = "pässword of the loader";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path stages;
  private final FakeCatalog catalog;
  private final FakeUsers users = new FakeUsers(PASSWORD);
  private final FakeRights rights = new FakeRights();
  private final Map<String, FakeSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> parameters = new ConcurrentHashMap<>();

  /** Answers by request, because the driver asks again when it heard nothing. */
  private final Map<String, JsonObject> answered = new ConcurrentHashMap<>();

  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Slow> slow =
      new AtomicReference<>(new Slow("nothing", Duration.ZERO));
  private final AtomicReference<Cut> cut = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger queries = new AtomicInteger();

  private FakeSnowflake() throws IOException, SQLException {
    stages = Files.createTempDirectory("fake-snowflake");
    catalog = new FakeCatalog(DATABASE);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public static FakeSnowflake start() {
    try {
      return new FakeSnowflake();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What takes long. */
  private record Slow(String statement, Duration delay) {}

  /** Where a session ends, once. */
  private record Cut(String statement, boolean carriedOut) {}

  /**
   * The session that next sends a statement that begins like this ends there.
   *
   * @param carriedOut whether the statement is still carried out
   */
  void cut(String statement, boolean carriedOut) {
    cut.set(new Cut(statement, carriedOut));
  }

  int cuts() {
    return cuts.get();
  }

  FakeUsers users() {
    return users;
  }

  FakeRights rights() {
    return rights;
  }

  /** Drops a schema whose name needs no quotes. */
  void drop(String schema) {
    try {
      catalog.drop(schema);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Statements that begin like this take so much longer. */
  public void slow(String statement, Duration delay) {
    slow.set(new Slow(statement, delay));
  }

  /** All statements that came, in their order. */
  public List<String> statements() {
    synchronized (statements) {
      return List.copyOf(statements);
    }
  }

  /** What the last session was asked to be like. */
  JsonObject lastParameters() {
    return parameters.get("last");
  }

  /** Files that lie in stages. */
  List<Path> stagedFiles() throws IOException {
    try (Stream<Path> files = Files.walk(stages)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  public String url() {
    return "snowflake://loader@127.0.0.1:"
        + server.getAddress().getPort()
        + "/analytics?warehouse=loading";
  }

  DestinationRef ref() {
    return ref(SealedConfig.EMPTY.withSecret("password", PASSWORD, null));
  }

  DestinationRef ref(SealedConfig options) {
    return DestinationRef.of(url(), null, options);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      JsonObject request =
          body.length == 0 ? new JsonObject() : Json.parseObject(new String(body, UTF_8));
      byte[] answer = Json.write(answer(exchange, request)).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private JsonObject answer(HttpExchange exchange, JsonObject request) {
    String path = exchange.getRequestURI().getPath();
    try {
      if (path.endsWith("/login-request")) {
        return success(logIn(request.object("data")));
      }
      String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      String token = header.replaceFirst(".*Token=\"([^\"]*)\".*", "$1");
      if (path.endsWith("/query-request")) {
        return success(query(exchange.getRequestURI().getQuery(), token, request));
      }
      if (path.equals("/session")) {
        end(token);
      }
      return success(new JsonObject());
    } catch (Refusal e) {
      return failure(e);
    } catch (RuntimeException e) {
      return failure(new Refusal(603, "XX000", "the fake is at fault: " + e));
    }
  }

  private static JsonObject failure(Refusal e) {
    return JsonObject.of(
        "success", false,
        "code", String.format(Locale.ROOT, "%06d", e.code()),
        "message", e.getMessage(),
        "data", JsonObject.of("errorCode", String.valueOf(e.code()), "sqlState", e.sqlState()));
  }

  private static JsonObject success(JsonObject data) {
    return JsonObject.of("success", true, "code", null, "message", null, "data", data);
  }

  private JsonObject logIn(JsonObject data) throws Refusal {
    users.require(data);
    String token = UUID.randomUUID().toString();
    try {
      sessions.put(token, new FakeSession(catalog.connect(), stages, new Answers(), rights));
    } catch (SQLException e) {
      throw Refusal.of(e);
    }
    JsonObject wanted = data.object("SESSION_PARAMETERS");
    parameters.put(token, wanted);
    parameters.put("last", wanted);
    return JsonObject.of(
        "token",
        token,
        "masterToken",
        "master of " + token,
        "validityInSeconds",
        3600L,
        "masterValidityInSeconds",
        14400L,
        "displayUserName",
        "LOADER",
        "serverVersion",
        "9.0.0",
        "sessionId",
        1L,
        "healthCheckInterval",
        45L,
        "parameters",
        list(wanted),
        "sessionInfo",
        place("LOADING"));
  }

  private static JsonObject place(String warehouse) {
    return JsonObject.of(
        "databaseName",
        DATABASE,
        "schemaName",
        "PUBLIC",
        "warehouseName",
        warehouse,
        "roleName",
        FakeRights.ROLE);
  }

  private static List<JsonObject> list(JsonObject parameters) {
    return parameters.names().stream()
        .map(name -> JsonObject.of("name", name, "value", parameters.get(name)))
        .toList();
  }

  private JsonObject query(String parameters, String token, JsonObject request) throws Refusal {
    String id = parameters.replaceFirst(".*requestId=([^&]*).*", "$1");
    JsonObject known = answered.get(id);
    if (known != null) {
      return known;
    }
    FakeSession session = sessions.get(token);
    if (session == null) {
      throw new Refusal(390111, "08001", "Session no longer exists. New login required.");
    }
    String sql = request.text("sqlText", "");
    boolean describe = Boolean.TRUE.equals(request.get("describeOnly"));
    if (!describe) {
      statements.add(sql);
    }
    Cut here = cut.get();
    boolean hit =
        here != null
            && !describe
            && sql.startsWith(here.statement())
            && cut.compareAndSet(here, null);
    if (hit && !here.carriedOut()) {
      throw ended(token);
    }
    if (sql.startsWith(slow.get().statement())) {
      LockSupport.parkNanos(slow.get().delay().toNanos());
    }
    JsonObject data = session.run(sql, request.object("bindings"), describe);
    if (hit) {
      throw ended(token);
    }
    JsonObject answer = complete(data, token);
    answered.put(id, answer);
    return answer;
  }

  private Refusal ended(String token) {
    cuts.incrementAndGet();
    end(token);
    return new Refusal(390111, "08001", "Session no longer exists. New login required.");
  }

  private JsonObject complete(JsonObject data, String token) {
    return data.put("queryId", new UUID(0, queries.incrementAndGet()).toString())
        .put("finalDatabaseName", DATABASE)
        .put("finalSchemaName", "PUBLIC")
        .put("finalWarehouseName", "LOADING")
        .put("finalRoleName", FakeRights.ROLE)
        .put("arrayBindSupported", true)
        .put("version", 1L)
        .put("queryResultFormat", "json")
        .put("parameters", list(parameters.get(token)));
  }

  private void end(String token) {
    FakeSession session = sessions.remove(token);
    if (session != null) {
      try {
        session.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    List.copyOf(sessions.keySet()).forEach(this::end);
    try (Stream<Path> files = Files.walk(stages)) {
      catalog.close();
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
