package dev.tidemark.manifest.dynamic;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.JsonValues;
import dev.tidemark.manifest.language.ValueTypes;
import dev.tidemark.manifest.language.YamlText;
import dev.tidemark.manifest.path.FieldPath;
import dev.tidemark.manifest.path.Placement;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.Truth;
import dev.tidemark.manifest.template.ValueType;
import java.util.List;
import java.util.Set;

/** Puts a value into a copy of a template. */
final class ComponentMapping {
  /**
   * How the mappings of a resolver differ from those of others.
   *
   * @param names what they may use
   * @param readsYaml whether texts are read as YAML, so that they may hold whole components
   * @param keepsTexts whether a text is kept where the mapping says that it is one
   * @param creates whether a mapping may ask for a path to be made
   * @param isConditional whether a mapping may have a condition
   */
  record Kind(
      Set<String> names,
      boolean readsYaml,
      boolean keepsTexts,
      boolean creates,
      boolean isConditional) {}

  private final Kind kind;
  private final List<Expression> path;
  private final Expression value;
  private final Set<ValueType> types;
  private final boolean creates;
  private final Expression condition;

  ComponentMapping(Component component, Kind kind) {
    this.kind = kind;
    path = component.expressions("field_path", kind.names());
    if (path.isEmpty()) {
      component.flaw("field_path", "is missing; a list of keys is expected");
    }
    value = component.expression("value", kind.names());
    types = ValueTypes.of(component);
    creates = kind.creates() && component.flag("create_or_update");
    boolean isConditional = !component.text("condition", "").isEmpty();
    if (isConditional && !kind.isConditional()) {
      component.flaw("condition", "can only be had with a ConfigComponentsResolver");
    }
    condition = isConditional ? component.expression("condition", kind.names()) : null;
  }

  void apply(JsonObject template, Scope scope) {
    if (condition != null && !condition.holdsIn(scope)) {
      return;
    }
    List<String> keys = path.stream().map(key -> key.textIn(scope)).toList();
    Object given = JsonValues.of(types == null ? value.in(scope) : value.in(scope, types));
    Object read = given instanceof String text ? read(text) : given;
    int places = new FieldPath(keys).setIn(template, read);
    if (places == 0 && creates && Truth.of(read)) {
      Placement.set(template, keys, read);
    }
  }

  /** Whether what stands at a path of the template may be another one once this is applied. */
  boolean mayTouch(String templatePath) {
    StringBuilder own = new StringBuilder();
    for (Expression key : path) {
      String text = key.isConstant() ? key.textIn(Expression.NOTHING) : "*";
      if (text.equals("$parameters") || new FieldPath(List.of(text)).hasGlob()) {
        return true;
      }
      boolean isIndex = text.matches("[0-9]+");
      own.append(isIndex ? "[" + text + "]" : (own.isEmpty() ? "" : ".") + text);
    }
    return templatePath.startsWith(own.toString()) || own.toString().startsWith(templatePath);
  }

  private Object read(String text) {
    boolean isKept = kind.keepsTexts() && Set.of(ValueType.STRING).equals(types);
    return kind.readsYaml() && !isKept ? YamlText.valueOrText(text) : text;
  }
}
