package dev.tidemark.manifest.paging;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.problem.Problem;
import java.util.Map;
import java.util.Set;

/** The number of records that a full page has, where a manifest tells it. */
final class PageSize {
  private final Expression expression;
  private final String path;

  PageSize(Component strategy, Set<String> names) {
    path = strategy.path() + ".page_size";
    expression = strategy.has("page_size") ? strategy.expression("page_size", names) : null;
  }

  /** What a request asks for, or null. */
  Long requested() {
    return expression == null ? null : number(Expression.NOTHING);
  }

  /** Whether a page of {@code count} records is the last: it is not full. */
  boolean isLast(int count, Object response) {
    if (count == 0 || expression == null) {
      return count == 0;
    }
    return count < number(Scope.of(Map.of("response", response)));
  }

  private Long number(Scope scope) {
    String text = PythonText.str(expression.in(scope)).strip();
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw Problem.config(path + " must be a whole number, but it came out as '" + text + "'");
    }
  }
}
