package dev.tidemark.simulator.persistiq;

import dev.tidemark.simulator.Answer;
import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiData;
import dev.tidemark.simulator.BadParameter;
import dev.tidemark.simulator.Quota;
import dev.tidemark.simulator.Rate;
import dev.tidemark.simulator.Request;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.Ids;
import dev.tidemark.simulator.record.JsonBytes;
import dev.tidemark.simulator.record.RecordSet;
import dev.tidemark.simulator.record.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** PersistIQ's reading API: which path gives what, who may ask, and what an error looks like. */
final class PersistIqApi implements Api {
  private final String apiKey;
  private final PersistIqData data;
  private final Envelopes envelopes;
  private final Ids requestIds;
  private final AtomicLong answered = new AtomicLong();

  PersistIqApi(SimulatorOptions options) {
    this.apiKey = options.apiKey();
    this.data = new PersistIqData(options);
    this.envelopes = new Envelopes(options);
    this.requestIds = Ids.of(Dice.of(options.seed(), "answers"), "");
  }

  /** What is documented; a live answer once told 500 a minute. */
  @Override
  public Rate rate() {
    return new Rate(100, Duration.ofMinutes(1));
  }

  @Override
  public ApiData data() {
    return data;
  }

  @Override
  public Map<String, String> hosts() {
    return Map.of("api.persistiq.com", "");
  }

  @Override
  public boolean knows(Request request) {
    return apiKey.equals(request.header("x-api-key"));
  }

  @Override
  public Answer answer(Request request, JsonBytes body) {
    try {
      Route route = request.method().equals("GET") ? Route.of(request.path()) : null;
      return route == null ? unknown(request, body) : read(route, request, body);
    } catch (BadParameter e) {
      return error(400, "bad_params", e.parameter() + " " + e.getMessage(), body.clear());
    }
  }

  /** As seen: the message repeats the key that was sent. */
  @Override
  public Answer unauthorized(Request request, JsonBytes body) {
    String sent = request.header("x-api-key");
    return error(401, "unauthorized", "Failed to find api key " + (sent == null ? "" : sent), body);
  }

  /** Unlike other errors it has no status. */
  @Override
  public Answer tooManyRequests(Quota quota, JsonBytes body) {
    String message = "Rate limit exceeded, it resets at " + quota.reset();
    body.value(
        Tree.object("error", Tree.object("reason", "too_many_requests", "message", message)));
    return Answer.json(429);
  }

  @Override
  public Map<String, String> headers(Request request, Quota quota) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-request-id", requestIds.uuid(answered.incrementAndGet()));
    headers.put("x-runtime", "0.012345");
    if (quota != null) {
      headers.put("X-RateLimit-Limit", Integer.toString(quota.limit()));
      headers.put("X-RateLimit-Remaining", Integer.toString(quota.remaining()));
      if (quota.remaining() == 0) { // may be missing while something is left, and is
        headers.put("X-RateLimit-Reset", Long.toString(wholeSecond(quota.reset())));
      }
    }
    return headers;
  }

  private Answer read(Route route, Request request, JsonBytes body) {
    Map<String, String> parameters = new LinkedHashMap<>(request.parameters());
    parameters.remove("campaign_id");
    if (route.campaign() != null) {
      if (!data.hasCampaign(route.campaign())) {
        return unknown(request, body);
      }
      parameters.put("campaign_id", route.campaign());
    }
    RecordSet found = data.select(route.stream(), parameters);
    return envelopes.answer(route, request, found, body);
  }

  private static long wholeSecond(Instant instant) {
    return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
  }

  private static Answer unknown(Request request, JsonBytes body) {
    return error(404, "not_found", "Nothing is found at " + request.path(), body);
  }

  private static Answer error(int status, String reason, String message, JsonBytes body) {
    body.value(
        Tree.object("status", "error", "error", Tree.object("reason", reason, "message", message)));
    return Answer.json(status);
  }
}
