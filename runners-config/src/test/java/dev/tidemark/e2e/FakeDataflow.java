package dev.tidemark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * As much of Dataflow's API as the runner asks for, and of Secret Manager's. A job that it takes is
 * done by a {@link DataflowWorker} in a process that knows nothing but what was staged; where no
 * worker is wanted, it is said how the job goes.
 */
final class FakeDataflow implements AutoCloseable {
  private static final String JOB = "2026-01-01_00_00_00-1";

  /** Secrets by their names. */
  final Map<String, String> secrets = new ConcurrentHashMap<>();

  /** The jobs that were asked for. */
  final List<JsonObject> jobs = new CopyOnWriteArrayList<>();

  /** What was asked of a running job. */
  final List<String> changes = new CopyOnWriteArrayList<>();

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile JsonObject refusal;
  private volatile String state = "JOB_STATE_RUNNING";
  private volatile String error = "";
  private volatile boolean working = true;
  private volatile Process worker;

  FakeDataflow(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Jobs are refused. */
  void refuse(int code, String message) {
    refusal = JsonObject.of("error", JsonObject.of("code", (long) code, "message", message));
  }

  /** Jobs are not worked on, but are in that state. */
  void say(String jobState, String message) {
    working = false;
    state = jobState;
    error = message;
  }

  /** A class path of one small file that names all others, so that staging takes no time. */
  static Path shortClassPath(Path folder) throws IOException {
    String all =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(file -> Path.of(file).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, all);
    Path jar = folder.resolve("cp.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      JsonObject answer =
          answer(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              new String(body, UTF_8));
      int status =
          answer.has("error") ? ((Long) answer.object("error").get("code")).intValue() : 200;
      byte[] bytes = answer.toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private JsonObject answer(String method, String path, String body) throws IOException {
    if (path.endsWith(":access")) {
      return secret(path.replaceAll("^/v1/|:access$", ""));
    }
    if (path.endsWith("/jobs") && method.equals("POST")) {
      return refusal == null ? create(Json.parseObject(body)) : refusal;
    }
    if (path.startsWith("/storage/")) {
      return JsonObject.of("error", JsonObject.of("code", 404L, "message", "no such bucket"));
    }
    if (path.endsWith("/metrics")) {
      return JsonObject.of("metrics", metrics());
    }
    if (path.endsWith("/messages")) {
      return messages();
    }
    if (method.equals("PUT")) {
      changes.add(Json.parseObject(body).text("requestedState", ""));
      say("JOB_STATE_CANCELLED", "");
    }
    return job();
  }

  private JsonObject secret(String name) {
    String value = secrets.get(name);
    return value == null
        ? JsonObject.of("error", JsonObject.of("code", 404L, "message", "there is no " + name))
        : JsonObject.of(
            "payload",
            JsonObject.of("data", Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
  }

  private JsonObject create(JsonObject job) throws IOException {
    jobs.add(job);
    if (working) {
      worker = DataflowWorker.start(pipeline(job), folder, url());
    }
    return job().put("clientRequestId", job.get("clientRequestId"));
  }

  /** Where the pipeline was staged. */
  static Path pipeline(JsonObject job) {
    JsonObject options = job.object("environment").object("sdkPipelineOptions");
    return Path.of(options.object("options").text("pipelineUrl", ""));
  }

  private JsonObject job() {
    if (working && worker != null && !worker.isAlive()) {
      state = worker.exitValue() == 0 ? "JOB_STATE_DONE" : "JOB_STATE_FAILED";
    }
    return JsonObject.of(
        "id", JOB, "projectId", "probe-project", "location", "us-central1", "currentState", state);
  }

  private JsonObject messages() {
    return JsonObject.of(
        "jobMessages",
        error.isEmpty()
            ? List.of()
            : List.of(
                JsonObject.of(
                    "id", "1",
                    "time", "2026-01-01T00:00:01Z",
                    "messageImportance", "JOB_MESSAGE_ERROR",
                    "messageText", error)));
  }

  /** As the service has them: each count as it stands, and as it was committed. */
  private List<JsonObject> metrics() throws IOException {
    List<JsonObject> metrics = new ArrayList<>();
    Path counts = folder.resolve(DataflowWorker.COUNTS);
    if (Files.exists(counts)) {
      JsonObject values = Json.parseObject(Files.readString(counts));
      for (int i = 0; i < values.size(); i++) {
        metrics.add(metric(values.name(i), values.value(i), JsonObject.of()));
        metrics.add(metric(values.name(i), values.value(i), JsonObject.of("tentative", "true")));
      }
    }
    return metrics;
  }

  private static JsonObject metric(String name, Object value, JsonObject context) {
    return JsonObject.of(
        "name",
        JsonObject.of(
            "origin",
            "user",
            "name",
            name,
            "context",
            context.put("namespace", "tidemark").put("step", "ReadAndStage")),
        "scalar",
        value);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    if (worker != null) {
      worker.destroyForcibly();
    }
  }
}
