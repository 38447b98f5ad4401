package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.path.Containers;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.template.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes fields by their paths, or, where there is a condition, every leaf for which it holds. */
final class RemoveFields implements Transformation {
  private final List<FieldPath> pointers;
  private final Expression condition;

  RemoveFields(Component component) {
    if (!component.has("field_pointers")) {
      component.flaw("field_pointers", "is missing; a list of paths is expected");
    }
    pointers = component.paths("field_pointers").stream().map(FieldPath::new).toList();
    boolean isConditional = !component.text("condition", "").isEmpty();
    condition = isConditional ? component.expression("condition", Set.of("property")) : null;
  }

  @Override
  public void apply(JsonObject record, Scope scope) {
    if (condition == null) {
      pointers.forEach(pointer -> pointer.removeFrom(record));
    } else if (!pointers.isEmpty()) {
      removeLeaves(record);
    }
  }

  private void removeLeaves(Object container) {
    for (String key : Containers.keys(container)) {
      Object value = Containers.get(container, key);
      if (Containers.is(value)) {
        removeLeaves(value);
      } else if (value != FieldPath.ABSENT && isUnwanted(value)) {
        Containers.remove(container, key);
      }
    }
  }

  private boolean isUnwanted(Object leaf) {
    Map<String, Object> names = new HashMap<>();
    names.put("property", leaf);
    return condition.holdsIn(Scope.of(names));
  }
}
