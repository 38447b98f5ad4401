package dev.tidemark.simulator.convex;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.Quota;
import dev.tidemark.simulator.Rate;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.Tree;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Convex's streaming export: which path gives what, who may ask, and what an error looks like. */
final class ConvexApi implements Api, ConvexControls {
  static final String HOST = "demo-tidemark-1.convex.cloud";

  private static final int SNAPSHOT_PAGE = 1_024;
  private static final int LOG_PAGE = 128;
  private static final Pattern CLIENT = Pattern.compile("[a-z][a-z-]*-\\d+\\.\\d+\\.\\d+\\S*");

  private final String apiKey;
  private final ConvexData data;
  private final SnapshotPages snapshots;
  private final int logPage;
  private volatile boolean enabled = true;

  ConvexApi(SimulatorOptions options) {
    this.apiKey = options.apiKey();
    this.data = new ConvexData(options);
    this.snapshots = new SnapshotPages(data, options.maxPageSize(SNAPSHOT_PAGE));
    this.logPage = Math.min(LOG_PAGE, options.maxPageSize(LOG_PAGE));
  }

  /** Nothing is documented; this is more than anyone needs. */
  @Override
  public Rate rate() {
    return new Rate(1_000, Duration.ofSeconds(1));
  }

  @Override
  public ApiData data() {
    return data;
  }

  @Override
  public Map<String, String> hosts() {
    return Map.of(HOST, "");
  }

  @Override
  public Object controls() {
    return this;
  }

  @Override
  public boolean knows(Request request) {
    return ("Convex " + apiKey).equals(request.header("authorization"));
  }

  @Override
  public Answer answer(Request request, JsonBytes body) {
    try {
      return read(request, body);
    } catch (Refusal e) {
      return error(e.status(), e.code(), e.getMessage(), body.clear());
    }
  }

  @Override
  public Answer unauthorized(Request request, JsonBytes body) {
    return request.header("authorization") == null
        ? error(401, "Unauthenticated", "No credentials were sent", body)
        : error(401, "BadAdminKey", "The provided admin key was invalid for this instance", body);
  }

  @Override
  public Answer tooManyRequests(Quota quota, JsonBytes body) {
    return error(429, "TooManyRequests", "Slow down", body);
  }

  @Override
  public Map<String, String> headers(Request request, Quota quota) {
    Instant now = Instant.EPOCH.plusNanos(data.now());
    return Map.of(
        "date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
  }

  private Answer read(Request request, JsonBytes body) {
    if (!enabled) {
      throw new Refusal(
          403,
          "StreamingExportNotEnabled",
          "Streaming export is only available on the Professional plan.");
    }
    String client = request.header("convex-client");
    if (client != null && !CLIENT.matcher(client).matches()) {
      throw Refusal.badRequest("InvalidClientVersion", "Failed to parse client version: " + client);
    }
    return switch (request.path()) {
      case "/api/test_streaming_export_connection" -> {
        body.raw("null");
        yield Answer.json(200);
      }
      case "/api/json_schemas" -> schemas(request, body);
      case "/api/list_snapshot" -> {
        snapshots.answer(Arguments.of(request), body);
        yield Answer.records("values");
      }
      case "/api/document_deltas" -> deltas(Arguments.of(request), body);
      default -> throw new Refusal(404, "NotFound", "Nothing is found at " + request.path());
    };
  }

  private Answer schemas(Request request, JsonBytes body) {
    Format format = Format.named(request.parameter("format"));
    boolean withChanges = "true".equals(request.parameter("deltaSchema"));
    Map<String, Map<String, Object>> schemas = data.schemas(format, withChanges);
    if ("true".equals(request.parameter("byComponent"))) {
      body.value(schemas);
    } else {
      Map<String, Object> flat = new TreeMap<>();
      schemas
          .values()
          .forEach(flat::putAll); // tables of one name hide each other, as they do there
      body.value(flat);
    }
    return Answer.json(200);
  }

  private Answer deltas(Arguments arguments, JsonBytes body) {
    Long cursor = arguments.number("cursor");
    if (cursor == null) {
      throw Refusal.badRequest(
          "DocumentDeltasCursorRequired", "The cursor argument is required for document_deltas");
    }
    Format format = Format.named(arguments.text("format"));
    ConvexData.LogPage page = data.log(cursor, logPage);
    body.raw("{\"values\":");
    body.value(
        page.rows().stream()
            .filter(row -> row.table() != null && arguments.tables().test(row.table()))
            .map(row -> row.delta(format))
            .toList());
    body.raw(",\"cursor\":").number(page.cursor());
    body.raw(",\"hasMore\":").value(page.hasMore()).raw('}');
    return Answer.records("values");
  }

  private static Answer error(int status, String code, String message, JsonBytes body) {
    body.value(Tree.object("code", code, "message", message));
    return Answer.json(status);
  }

  @Override
  public void expireLog() {
    data.expireLog(Long.MAX_VALUE);
  }

  @Override
  public void expireLogBefore(long moment) {
    data.expireLog(moment);
  }

  @Override
  public void expireSnapshots() {
    data.expireSnapshots();
  }

  @Override
  public void addTable(String name, int size) {
    data.addTable(name, size);
  }

  @Override
  public void replaceTable(String name) {
    data.replaceTable(name);
  }

  @Override
  public void disableExport() {
    enabled = false;
  }

  @Override
  public int snapshotStarts() {
    return snapshots.starts();
  }
}
