package dev.tidemark.manifest.budget;

import dev.tidemark.http.Rate;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.template.EvaluationProblem;
import dev.tidemark.manifest.template.IsoDuration;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** The rates that a manifest's {@code api_budget} grants. */
public final class ApiBudget {
  private static final Registry<List<Rate>> POLICIES =
      Registry.<List<Rate>>of("a rate policy")
          .with("MovingWindowCallRatePolicy", ApiBudget::moving)
          .with("FixedWindowCallRatePolicy", ApiBudget::fixed)
          .with("UnlimitedCallRatePolicy", ApiBudget::unlimited);

  private static final Registry<List<Rate>> BUDGETS =
      Registry.<List<Rate>>of("a budget").with("HTTPAPIBudget", ApiBudget::first);

  private ApiBudget() {}

  /** The rates of the root component; empty where it names none. */
  public static List<Rate> of(Component root) {
    List<Rate> rates = root.optional("api_budget").map(BUDGETS::make).orElse(null);
    return rates == null ? List.of() : rates;
  }

  /** The first policy that matches a request governs it; all match, as there are no matchers. */
  private static List<Rate> first(Component budget) {
    List<List<Rate>> policies = POLICIES.makeAll(budget.children("policies"));
    if (!budget.has("policies")) {
      budget.flaw("policies", "is missing; a list of rate policies is expected");
    }
    return policies.isEmpty() ? List.of() : policies.get(0);
  }

  private static List<Rate> moving(Component policy) {
    refuseMatchers(policy);
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
    refuseMatchers(policy);
    Rate rate = rate(policy, "call_limit", "period");
    return rate == null ? List.of() : List.of(rate);
  }

  private static List<Rate> unlimited(Component policy) {
    refuseMatchers(policy);
    return List.of();
  }

  private static void refuseMatchers(Component policy) {
    if (!policy.items("matchers").isEmpty()) {
      policy.flaw("matchers", "are not supported yet");
    }
  }

  private static Rate rate(Component component, String limit, String interval) {
    Expression expression = component.expression(limit, Names.NONE);
    Duration length = length(component, interval);
    if (!component.has(limit) || length == null) {
      return null;
    }
    String count = expression.textIn(Expression.NOTHING);
    if (!count.matches("[1-9][0-9]{0,8}")) {
      component.flaw(limit, "must be a whole number from 1, but it came out as '" + count + "'");
      return null;
    }
    return new Rate(Integer.parseInt(count), length);
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
