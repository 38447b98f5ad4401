package dev.tidemark.manifest.budget;

import dev.tidemark.http.Budget;
import dev.tidemark.http.Quota;
import dev.tidemark.http.Rate;
import dev.tidemark.http.Request;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.language.Statuses;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.IsoDuration;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The budget that a manifest's {@code api_budget} grants. */
public final class ApiBudget {
  private static final String USED_UP = "status_codes_for_ratelimit_hit";
  private static final Set<Long> TOO_MANY = Set.of(429L);

  private static final Registry<Quota> POLICIES =
      Registry.<Quota>of("a rate policy")
          .with("MovingWindowCallRatePolicy", policy -> quota(policy, moving(policy)))
          .with("FixedWindowCallRatePolicy", policy -> quota(policy, fixed(policy)))
          .with("UnlimitedCallRatePolicy", policy -> quota(policy, List.of()));

  private static final Registry<Budget> BUDGETS =
      Registry.<Budget>of("a budget").with("HTTPAPIBudget", ApiBudget::budget);

  private ApiBudget() {}

  /** The budget of the root component; unlimited where it names none. */
  public static Budget of(Component root) {
    Budget budget = root.optional("api_budget").map(BUDGETS::make).orElse(null);
    return budget == null ? Budget.UNLIMITED : budget;
  }

  private static Budget budget(Component component) {
    if (!component.has("policies")) {
      component.flaw("policies", "is missing; a list of rate policies is expected");
    }
    return new Budget(
        POLICIES.makeAll(component.children("policies")),
        new QuotaHeaders(
            component.text("ratelimit_remaining_header", "ratelimit-remaining"),
            component.text("ratelimit_reset_header", "ratelimit-reset"),
            component.has(USED_UP) ? Statuses.of(component, USED_UP) : TOO_MANY));
  }

  private static Quota quota(Component policy, List<Rate> rates) {
    List<RequestMatcher> matchers = RequestMatcher.REGISTRY.makeAll(policy.children("matchers"));
    int lowest = rates.stream().mapToInt(Rate::requests).min().orElse(Integer.MAX_VALUE);
    for (RequestMatcher matcher : matchers) {
      if (matcher.weight() > lowest) {
        policy.flaw(
            "matchers", "a weight of " + matcher.weight() + " is more than the limit of " + lowest);
      }
    }
    boolean matchesAll = policy.items("matchers").isEmpty();
    return new Quota(request -> matchesAll ? 1 : weight(matchers, request), rates);
  }

  private static int weight(List<RequestMatcher> matchers, Request request) {
    return matchers.stream()
        .filter(matcher -> matcher.matches(request))
        .findFirst()
        .map(RequestMatcher::weight)
        .orElse(0);
  }

  private static List<Rate> moving(Component policy) {
    List<Component> rates = policy.children("rates");
    if (rates.isEmpty()) {
      policy.flaw("rates", "is missing; a list of {limit, interval} is expected");
    }
    return rates.stream()
        .map(rate -> rate(rate, "limit", "interval"))
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<Rate> fixed(Component policy) {
    Rate rate = rate(policy, "call_limit", "period");
    return rate == null ? List.of() : List.of(rate);
  }

  private static Rate rate(Component component, String limit, String interval) {
    Expression expression = component.expression(limit, Names.NONE);
    Duration length = length(component, interval);
    if (!component.has(limit)) {
      return null;
    }
    String count = expression.textIn(Expression.NOTHING);
    if (!count.matches("[1-9][0-9]{0,8}")) {
      component.flaw(limit, "must be a whole number from 1, but it came out as '" + count + "'");
      return null;
    }
    return length == null ? null : new Rate(Integer.parseInt(count), length);
  }

  private static Duration length(Component component, String field) {
    String text = component.text(field);
    try {
      // A month is as long as the one that begins the epoch: nobody has such budgets.
      OffsetDateTime start = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
      Duration length = Duration.between(start, IsoDuration.parse(text).addTo(start));
      if (!length.isZero() && !length.isNegative()) {
        return length;
      }
      component.flaw(field, "must be longer than nothing");
    } catch (EvaluationProblem e) {
      if (component.has(field)) {
        component.flaw(field, e.getMessage());
      }
    }
    return null;
  }
}
