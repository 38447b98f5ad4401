package dev.tidemark.manifest.transform;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.JsonValues;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.template.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Replaces the value of a field of a config by the one that a table has for it. */
final class ConfigRemapField implements Transformation {
  private final List<Expression> path;
  private final Expression whole;
  private final List<Row> rows;

  private record Row(Expression from, Expression to) {}

  ConfigRemapField(Component component) {
    path = component.expressions("field_path", Names.NONE);
    if (path.isEmpty()) {
      component.flaw("field_path", "is missing; a list of keys is expected");
    }
    Object map = component.raw("map");
    whole = map instanceof String ? component.expression("map", Names.NONE) : null;
    rows = new ArrayList<>();
    if (map instanceof Map<?, ?> table) {
      table.forEach((from, to) -> rows.add(row(component, from, to)));
    } else if (whole == null) {
      component.flaw("map", "must be a map from old values to new ones");
    }
  }

  private static Row row(Component component, Object from, Object to) {
    String field = "map." + from;
    return new Row(
        component.expression(field, from, Names.NONE), component.expression(field, to, Names.NONE));
  }

  @Override
  public void apply(JsonObject config, Scope scope) {
    JsonObject parent = config;
    for (Expression key : path.subList(0, path.size() - 1)) {
      parent = parent.object(key.textIn(scope));
      if (parent == null) {
        return;
      }
    }
    String field = path.get(path.size() - 1).textIn(scope);
    Object image = parent.get(field) == null ? null : image(parent.get(field), scope);
    if (image != null) {
      parent.put(field, image);
    }
  }

  /** What the table has for a value, or null. */
  private Object image(Object value, Scope scope) {
    if (whole != null) {
      Object table = JsonValues.of(whole.orNullIn(scope));
      return table instanceof JsonObject map && value instanceof String key ? map.get(key) : null;
    }
    Object image = null;
    for (Row row : rows) {
      Object to = JsonValues.of(row.to().orNullIn(scope));
      if (to != null && value.equals(JsonValues.of(row.from().in(scope)))) {
        image = to;
      }
    }
    return image;
  }
}
