package dev.tidemark.simulator.chartmogul;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.Quota;
import dev.tidemark.simulator.Rate;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** ChartMogul's reading API: which path gives what, who may ask, and what an error looks like. */
final class ChartMogulApi implements Api {
  private static final int PAGE_SIZE = 200;

  private final String apiKey;
  private final ChartMogulData data;
  private final CustomerPages customers;
  private final ActivityPages activities;

  ChartMogulApi(SimulatorOptions options) {
    int most = options.maxPageSize(PAGE_SIZE);
    this.apiKey = options.apiKey();
    this.data = new ChartMogulData(options);
    this.customers = new CustomerPages(data, most);
    this.activities = new ActivityPages(data, most);
  }

  @Override
  public Rate rate() {
    return new Rate(40, Duration.ofSeconds(1));
  }

  @Override
  public ApiData data() {
    return data;
  }

  @Override
  public Map<String, String> hosts() {
    return Map.of("api.chartmogul.com", "");
  }

  /** Basic authentication: the key is the user, and nobody looks at the password. */
  @Override
  public boolean knows(Request request) {
    String sent = request.header("authorization");
    if (sent == null || !sent.regionMatches(true, 0, "Basic ", 0, 6)) {
      return false;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(sent.substring(6).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon >= 0 && pair.substring(0, colon).equals(apiKey);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Answer answer(Request request, JsonBytes body) {
    try {
      return request.method().equals("GET") ? read(request, body) : unknown(request, body);
    } catch (BadParameter e) {
      String message = "Invalid parameter " + e.parameter() + ": " + e.getMessage();
      return error(400, message, e.parameter(), body.clear());
    }
  }

  @Override
  public Answer unauthorized(Request request, JsonBytes body) {
    return error(401, "No valid API key provided", null, body);
  }

  /** The real one sends neither Retry-After nor any header about its limits. */
  @Override
  public Answer tooManyRequests(Quota quota, JsonBytes body) {
    return error(429, "Too many requests, please slow down", null, body);
  }

  private Answer read(Request request, JsonBytes body) {
    return switch (request.path()) {
      case "/v1/ping" -> {
        body.value(Tree.object("data", "pong!"));
        yield Answer.json(200);
      }
      case "/v1/customers" -> customers.answer(request, body);
      case "/v1/activities" -> activities.answer(request, body);
      case "/v1/metrics/customer-count" -> count(request, body);
      default -> unknown(request, body);
    };
  }

  private Answer count(Request request, JsonBytes body) {
    Interval interval = Interval.ofWord(request.parameter("interval"));
    RecordSet rows = data.select(interval.stream(), request.parameters());
    body.raw("{\"entries\":[");
    rows.append(body, 0, rows.size());
    long current = customersAt(rows, rows.size() - 1);
    long previous = customersAt(rows, rows.size() - 2);
    Double change = CustomerCounts.change(previous, current);
    body.raw("],\"summary\":")
        .value(Tree.object("current", current, "previous", previous, "percentage-change", change))
        .raw('}');
    return Answer.records("entries");
  }

  private static long customersAt(RecordSet rows, int index) {
    return index < 0 ? 0 : (Long) rows.records().get(index).get("customers");
  }

  private static Answer unknown(Request request, JsonBytes body) {
    return error(404, "Nothing is found at " + request.path(), null, body);
  }

  private static Answer error(int status, String message, String parameter, JsonBytes body) {
    body.value(Tree.object("code", status, "message", message, "param", parameter));
    return Answer.json(status);
  }
}
