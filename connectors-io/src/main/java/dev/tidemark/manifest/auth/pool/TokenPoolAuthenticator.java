package dev.tidemark.manifest.auth.pool;

import dev.tidemark.http.Masking;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Time;
import dev.tidemark.http.Verdict;
import dev.tidemark.manifest.auth.token.Waiting;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.requester.Authenticator;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.requester.RequestInputs;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.IsoDuration;
import dev.tidemark.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code RateLimitedMultipleTokenAuthenticator}: shows one of several tokens until its quota is
 * spent, then the next, and waits when all are.
 */
public final class TokenPoolAuthenticator implements Authenticator {
  private static final Duration SWITCH = Duration.ofMillis(100);

  /** Resets that are over already must not let it ask the source without a pause. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(5);

  private final String path;
  private final List<Expression> tokens;
  private final String delimiter;
  private final String scheme;
  private final String header;
  private final Expression longest;
  private final Reserve reserve;
  private final List<Quota> quotas;
  private final QuotaStatus status;
  private volatile TokenPool pool;

  public TokenPoolAuthenticator(Component component) {
    path = component.path();
    tokens = component.expressions("tokens", Names.NONE);
    delimiter =
        component.raw("tokens") instanceof List ? "" : component.text("token_delimiter", ",");
    String method = component.text("auth_method", "Bearer");
    scheme = method.isEmpty() ? "" : method + " ";
    header = component.text("header", "Authorization");
    longest = component.expression("max_wait_time", Names.NONE, "PT2H");
    reserve = new Reserve(fraction(component), component.number("budget_min_reserve", 50));
    quotas = Quota.REGISTRY.makeAll(component.children("quotas"));
    status = new QuotaStatus(component.child("quota_status_source"), quotas);
    for (String field : List.of("tokens", "quotas")) {
      if (component.items(field).isEmpty()) {
        component.flaw(field, "is missing; at least one is expected");
      }
    }
  }

  private static double fraction(Component component) {
    try {
      return new BigDecimal(component.text("budget_reserve_fraction", "0.1")).doubleValue();
    } catch (NumberFormatException e) {
      component.flaw("budget_reserve_fraction", "must be a number");
      return 0;
    }
  }

  @Override
  public void addTo(RequestInputs inputs, Calls calls) {
    // Which token it will be depends on the whole request; see sign.
  }

  @Override
  public Request sign(Request request, Calls calls) {
    if (request.headers().keySet().stream().anyMatch(header::equalsIgnoreCase)) {
      throw Problem.config(
          "the header '" + header + "' is set by the authenticator and elsewhere in the manifest");
    }
    TokenPool pool = pool(calls);
    String quota = quota(request).name();
    if (pool.isUncounted()) {
      pool.count(TokenPool::isUncounted, token -> status.ask(header, scheme + token, calls));
    }
    String token = take(pool, quota, calls);
    Map<String, String> headers = new LinkedHashMap<>(request.headers());
    headers.put(header, scheme + token);
    return new Request(request.method(), request.url(), headers, request.body());
  }

  @Override
  public Verdict learn(Request sent, Reply reply, Verdict verdict, Calls calls) {
    TokenPool pool = pool(calls);
    Quota quota = quota(sent);
    String token = sent.headers().get(header).substring(scheme.length());
    pool.told(token, quota.name(), quota.notice(reply));
    boolean canSwitch =
        verdict.action() == Verdict.Action.RATE_LIMITED && pool.hasBetterThan(token, quota.name());
    return canSwitch ? Verdict.retry(verdict.message(), SWITCH) : verdict;
  }

  private String take(TokenPool pool, String quota, Calls calls) {
    Time time = calls.account().time();
    Instant latest = null;
    while (true) {
      TokenPool.Turn turn = pool.take(quota, reserve);
      if (turn.token() != null) {
        Waiting.sleep(time, turn.pause());
        return turn.token();
      }
      latest = latest == null ? time.now().plus(longest()) : latest;
      Waiting.sleep(time, untilReset(turn.reset(), time.now(), latest));
      pool.count(p -> p.isSpent(quota), token -> status.ask(header, scheme + token, calls));
    }
  }

  private static Duration untilReset(Instant reset, Instant now, Instant latest) {
    if (!now.isBefore(latest) || !reset.isBefore(latest)) {
      throw Problem.source(
          "the quotas of all tokens are used up until " + reset + ", longer than max_wait_time");
    }
    Duration wait = Duration.between(now, reset);
    Duration least = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    Duration most = Duration.between(now, latest);
    return least.compareTo(most) < 0 ? least : most;
  }

  private Duration longest() {
    String text = longest.textIn(Expression.NOTHING);
    try {
      IsoDuration duration = IsoDuration.parse(text);
      if (!duration.isCalendar()) {
        return duration.time();
      }
    } catch (EvaluationProblem e) {
      throw Problem.config(path + ".max_wait_time: " + e.getMessage());
    }
    throw Problem.config(path + ".max_wait_time must be a fixed time, not '" + text + "'");
  }

  private Quota quota(Request request) {
    Stream<Quota> matching = quotas.stream().filter(quota -> quota.matches(request));
    return matching
        .findFirst()
        .or(() -> quotas.stream().filter(Quota::isForTheRest).findFirst())
        .orElse(quotas.get(0));
  }

  private TokenPool pool(Calls calls) {
    if (pool == null) {
      List<String> given = given();
      given.forEach(Masking::register);
      pool = TokenPool.of(calls.account(), given, status.url());
    }
    return pool;
  }

  private List<String> given() {
    List<String> all =
        tokens.stream()
            .map(token -> token.textIn(Expression.NOTHING))
            .flatMap(text -> delimiter.isEmpty() ? Stream.of(text) : split(text))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    if (all.isEmpty()) {
      throw Problem.config(path + ".tokens came out empty; look at the config");
    }
    return all;
  }

  private Stream<String> split(String text) {
    return Stream.of(text.split(Pattern.quote(delimiter)));
  }
}
