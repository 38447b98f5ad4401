package dev.tidemark.manifest.template;

import dev.tidemark.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A template that only looks something up, such as {@code record.user['id']}: most of them do. */
final class PathLookup {
  /** A key; a plain one means the same after a dot and in brackets. */
  private record Step(Object key, boolean plain, boolean inBrackets) {}

  private final String root;
  private final Step[] steps;

  private PathLookup(String root, List<Step> steps) {
    this.root = root;
    this.steps = steps.toArray(new Step[0]);
  }

  /** Null for an expression that does more than look up. */
  static PathLookup of(Expression expression) {
    List<Step> steps = new ArrayList<>();
    Expression at = expression;
    while (!(at instanceof Lookup)) {
      if (at instanceof AttributeOf attribute) {
        steps.add(new Step(attribute.name(), attribute.plainKey(), false));
        at = attribute.owner();
      } else if (at instanceof ItemOf item && item.key() instanceof Constant key) {
        boolean plain = key.value() instanceof String name && !Members.mayBelongToDict(name);
        steps.add(new Step(key.value(), plain, true));
        at = item.owner();
      } else {
        return null;
      }
    }
    Collections.reverse(steps);
    Lookup root = (Lookup) at;
    return root.global() == null ? new PathLookup(root.name(), steps) : null;
  }

  Object value(Scope scope) {
    Object value = scope.get(root);
    if (value == null && !scope.has(root)) {
      throw new EvaluationProblem("'" + root + "' is not available here");
    }
    for (Step step : steps) {
      value =
          value instanceof JsonObject object && step.plain
              ? field(object, step)
              : next(value, step);
    }
    return value;
  }

  private static Object field(JsonObject object, Step step) {
    int position = object.layout().indexOf((String) step.key);
    return position < 0 ? Undefined.member(object, step.key) : object.value(position);
  }

  private static Object next(Object owner, Step step) {
    return step.inBrackets
        ? Access.item(owner, step.key)
        : Access.attribute(owner, (String) step.key);
  }
}
