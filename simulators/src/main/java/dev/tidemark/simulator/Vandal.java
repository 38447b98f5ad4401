package dev.tidemark.simulator;

import dev.tidemark.simulator.record.Dice;
import dev.tidemark.simulator.record.JsonBytes;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Turns a right answer into the one a fault asks for. */
final class Vandal {
  private static final List<Integer> SERVER_ERRORS = List.of(500, 502, 503, 504);
  private static final String HTML = "text/html; charset=utf-8";
  private static final String MAINTENANCE =
      "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head>"
          + "<body><h1>We will be back soon</h1></body></html>\n";

  private final Api api;
  private final Pauses pauses;
  private final Clock clock;
  private final PreviousRequests previous = new PreviousRequests();

  Vandal(Api api, Pauses pauses, Clock clock) {
    this.api = api;
    this.pauses = pauses;
    this.clock = clock;
  }

  /** The reply for a request; the body holds the right answer and is changed in place. */
  Reply spoil(Exchange exchange, Reply right) {
    Fault fault = exchange.fault();
    JsonBytes body = exchange.body();
    boolean isRecords = right.answer().records() != null && right.answer().status() == 200;
    Request before = isRecords ? previous.replace(exchange.request()) : null;
    if (fault == null || !applies(fault.kind(), isRecords, before)) {
      return right;
    }
    Reply spoilt =
        switch (fault.kind()) {
          case TOO_MANY_REQUESTS -> tooMany(exchange);
          case TOO_MANY_REQUESTS_RETRY_AFTER -> tooManyUntil(exchange);
          case SERVER_ERROR -> serverError(fault, body);
          case CONNECTION_RESET -> right.delivered(Reply.Delivery.RESET);
          case CUT_BODY -> right.delivered(Reply.Delivery.HALF);
          case SLOW_ANSWER -> right.after(fault.plan().slowness());
          case CUT_JSON -> cutJson(right, body);
          case HTML_WITH_200 -> text(200, HTML, MAINTENANCE, body);
          case DUPLICATE_PAGE -> again(right, before, body);
          case MISSING_RECORDS -> withoutRecords(right, body);
          case AUTH_REVOKED -> refused(exchange);
        };
    return spoilt.by(fault.kind());
  }

  private static boolean applies(FaultKind kind, boolean isRecords, Request before) {
    return switch (kind) {
      case DUPLICATE_PAGE -> isRecords && before != null;
      case MISSING_RECORDS -> isRecords;
      default -> true;
    };
  }

  private Reply tooMany(Exchange exchange) {
    Quota quota = exchange.quota();
    int limit = quota != null ? quota.limit() : api.rate() != null ? api.rate().requests() : 1;
    Quota none = new Quota(limit, 0, clock.instant().plus(exchange.fault().plan().retryAfter()));
    Answer answer = api.tooManyRequests(none, exchange.body().clear());
    return Reply.whole(answer.with(api.headers(exchange.request(), none)));
  }

  private Reply tooManyUntil(Exchange exchange) {
    Reply reply = tooMany(exchange);
    Duration asked = exchange.fault().plan().retryAfter();
    Duration wait = api.waitsInFractions() ? asked : wholeSeconds(asked);
    Map<String, String> header = Map.of("retry-after", seconds(wait));
    return Reply.whole(reply.answer().with(header)).promising(pauses.begin(wait));
  }

  private static String seconds(Duration wait) {
    return BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private static Duration wholeSeconds(Duration wait) {
    return Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
  }

  private Reply refused(Exchange exchange) {
    Request request = exchange.request();
    Answer answer = api.unauthorized(request, exchange.body().clear());
    return Reply.whole(answer.with(api.headers(request, exchange.quota())));
  }

  private static Reply serverError(Fault fault, JsonBytes body) {
    int status = SERVER_ERRORS.get(Dice.below(fault.variety(), SERVER_ERRORS.size()));
    boolean isHtml = (fault.variety() & 1) == 0;
    String title = "Not now (" + status + ")";
    return isHtml
        ? text(status, HTML, "<html><body><h1>" + title + "</h1></body></html>\n", body)
        : text(status, "text/plain; charset=utf-8", title + "\n", body);
  }

  private static Reply cutJson(Reply right, JsonBytes body) {
    body.truncate(body.size() / 2);
    return right;
  }

  private Reply again(Reply right, Request before, JsonBytes body) {
    api.answer(before, body.clear());
    return right;
  }

  private static Reply withoutRecords(Reply right, JsonBytes body) {
    byte[] rest = JsonMembers.without(body.toByteArray(), right.answer().records());
    body.clear().raw(rest);
    return right;
  }

  private static Reply text(int status, String type, String text, JsonBytes body) {
    body.clear().raw(text);
    return Reply.whole(Answer.text(status, type));
  }
}
