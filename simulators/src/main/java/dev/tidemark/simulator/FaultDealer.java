package dev.tidemark.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * Deals the faults of a plan: counts the requests of each path and the faults in a row of each URL.
 */
final class FaultDealer {
  private final FaultPlan plan;
  private final Map<String, Integer> requestsOfPath = new HashMap<>();
  private final Map<FaultRule, Integer> requestsOfRule = new HashMap<>();
  private final Map<String, Integer> faultsInARow = new HashMap<>();

  FaultDealer(FaultPlan plan) {
    this.plan = plan;
  }

  /** The fault for this request, or null. */
  synchronized Fault deal(Request request) {
    int nth = requestsOfPath.merge(request.path(), 1, Integer::sum);
    FaultKind kind = scripted(request.path());
    if (kind == null) {
      kind = byChance(request, nth);
    }
    return kind == null ? null : new Fault(plan, kind, plan.variety(request.path(), -nth));
  }

  private FaultKind scripted(String path) {
    FaultKind found = null;
    for (FaultRule rule : plan.rules()) {
      if (rule.matches(path)) {
        int nth = requestsOfRule.merge(rule, 1, Integer::sum);
        found = found == null && rule.covers(nth) ? rule.kind() : found;
      }
    }
    return found;
  }

  private FaultKind byChance(Request request, int nth) {
    FaultKind kind = plan.chance(request.path(), nth);
    int inARow = faultsInARow.getOrDefault(request.target(), 0);
    if (kind == null || inARow >= plan.maxConsecutive()) {
      faultsInARow.remove(request.target());
      return null;
    }
    faultsInARow.put(request.target(), inARow + 1);
    return kind;
  }
}
