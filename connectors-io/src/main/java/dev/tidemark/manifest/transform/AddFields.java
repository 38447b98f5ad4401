package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.JsonValues;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.language.ValueTypes;
import dev.tidemark.manifest.path.Placement;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.ValueType;
import java.util.List;
import java.util.Set;

/** Sets fields one after the other; a later one sees those before it. */
final class AddFields implements Transformation {
  private final List<AddedField> fields;
  private final Expression condition;

  /** A null set of types stands for all there are. */
  private record AddedField(List<String> path, Expression value, Set<ValueType> types) {
    Object in(Scope scope) {
      Object result = JsonValues.of(types == null ? value.in(scope) : value.in(scope, types));
      // A record may change it, and the next record must not see that.
      return result instanceof JsonObject object ? object.copy() : result;
    }
  }

  /**
   * @param names what the values may use; a condition may use the value and its path too
   */
  AddFields(Component component, Set<String> names) {
    Registry<AddedField> definitions =
        Registry.<AddedField>of("an added field")
            .with("AddedFieldDefinition", definition -> field(definition, names));
    fields = definitions.makeAll(component.children("fields"));
    if (!component.has("fields")) {
      component.flaw("fields", "is missing; a list of fields to add is expected");
    }
    boolean isConditional = !component.text("condition", "").isEmpty();
    condition =
        isConditional
            ? component.expression("condition", Names.plus(names, "value", "path"))
            : null;
  }

  private static AddedField field(Component component, Set<String> names) {
    List<String> path = component.texts("path");
    if (path.isEmpty()) {
      component.flaw("path", "is missing; a list of keys is expected");
    }
    return new AddedField(path, component.expression("value", names), ValueTypes.of(component));
  }

  @Override
  public void apply(JsonObject record, Scope scope) {
    for (AddedField field : fields) {
      Object value = field.in(scope);
      boolean isWanted =
          condition == null
              || condition.holdsIn(scope.with("value", value).with("path", field.path()));
      if (isWanted) {
        Placement.set(record, field.path(), value);
      }
    }
  }
}
