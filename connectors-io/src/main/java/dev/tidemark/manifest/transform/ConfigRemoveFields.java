package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.template.Scope;
import java.util.List;

/** Removes fields of a config by their paths, if a condition holds. */
final class ConfigRemoveFields implements Transformation {
  private final List<FieldPath> pointers;
  private final Expression condition;

  ConfigRemoveFields(Component component) {
    if (!component.has("field_pointers")) {
      component.flaw("field_pointers", "is missing; a list of paths is expected");
    }
    pointers = component.paths("field_pointers").stream().map(FieldPath::new).toList();
    boolean isConditional = !component.text("condition", "").isEmpty();
    condition = isConditional ? component.expression("condition", Names.NONE) : null;
  }

  @Override
  public void apply(JsonObject config, Scope scope) {
    if (condition == null || condition.holdsIn(scope)) {
      pointers.forEach(pointer -> pointer.removeFrom(config));
    }
  }
}
