package dev.tidemark.manifest;

import dev.tidemark.manifest.budget.BudgetHeaders;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.response.Echo;
import dev.tidemark.problem.Nearest;
import java.util.List;
import java.util.Set;

/**
 * What a manifest says to this engine alone, under the root key {@code tidemark}; others pass over
 * it.
 *
 * @param title one line for lists; empty for none
 * @param strictPaths whether an answer without the path of its records is an error
 * @param ordered streams whose records come in the order of their cursor
 * @param headers where answers tell what is left of the budget
 * @param limitsRequestsAtOnce whether the concurrency level holds for all requests of the account,
 *     as it must where a source counts those under way
 * @param echo where answers repeat the URL that they were asked by
 */
record Extensions(
    String title,
    boolean strictPaths,
    Set<String> ordered,
    BudgetHeaders headers,
    boolean limitsRequestsAtOnce,
    Echo echo) {
  private static final List<String> KNOWN =
      List.of(
          "title", "strict_paths", "ordered", "budget_headers", "limits_requests_at_once", "echo");

  private static final Extensions NONE =
      new Extensions("", false, Set.of(), BudgetHeaders.NONE, false, Echo.NONE);

  static Extensions of(Component root) {
    return root.optional("tidemark").map(Extensions::compile).orElse(NONE);
  }

  private static Extensions compile(Component component) {
    for (String name : component.names()) {
      if (!KNOWN.contains(name)) {
        String hint = Nearest.hint(name, KNOWN);
        component.flaw(name, "is not known." + hint + " Known: " + String.join(", ", KNOWN));
      }
    }
    BudgetHeaders headers =
        component.optional("budget_headers").map(BudgetHeaders::compile).orElse(BudgetHeaders.NONE);
    return new Extensions(
        component.text("title", ""),
        component.flag("strict_paths"),
        Set.copyOf(component.texts("ordered")),
        headers,
        component.flag("limits_requests_at_once"),
        component.optional("echo").map(Echo::compile).orElse(Echo.NONE));
  }
}
