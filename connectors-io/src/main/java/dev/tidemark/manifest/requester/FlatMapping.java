package dev.tidemark.manifest.requester;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.template.PythonText;
import dev.tidemark.manifest.template.Scope;
import dev.tidemark.manifest.template.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names and values that may be templates, or one template that gives them all. */
final class FlatMapping {
  private record Entry(Expression name, Expression value) {}

  private final Expression whole;
  private final List<Entry> entries;

  private FlatMapping(Expression whole, List<Entry> entries) {
    this.whole = whole;
    this.entries = entries;
  }

  static FlatMapping compile(Component component, String field, Set<String> names) {
    Object raw = component.raw(field);
    if (raw instanceof String) {
      return new FlatMapping(component.expression(field, names), List.of());
    }
    List<Entry> entries = new ArrayList<>();
    if (raw instanceof Map<?, ?> map) {
      map.forEach((name, value) -> entries.add(entry(component, field, name, value, names)));
    } else if (raw != null) {
      component.flaw(field, "must be a map, or a template that gives one");
    }
    return new FlatMapping(null, List.copyOf(entries));
  }

  private static Entry entry(
      Component component, String field, Object name, Object value, Set<String> names) {
    String path = field + "." + name;
    if (value instanceof Map<?, ?> map) {
      Object type = map.get("type");
      component.flaw(
          path, type == null ? "must be a text, not a map" : type + " is not supported yet");
    }
    return new Entry(
        component.expression(path, name, names), component.expression(path, value, names));
  }

  /**
   * The values by name, less those that came out empty.
   *
   * @param types what values that templates gave may be beside texts; null for anything
   */
  Map<String, Object> in(Scope scope, Set<ValueType> types) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (whole != null) {
      if (whole.orNullIn(scope) instanceof JsonObject object) {
        object.names().forEach(name -> put(values, name, object.get(name)));
      }
      return values;
    }
    for (Entry entry : entries) {
      put(values, entry.name().textIn(scope), entry.value().orNullIn(scope, types));
    }
    return values;
  }

  /** The values as texts. */
  Map<String, String> textsIn(Scope scope) {
    Map<String, String> texts = new LinkedHashMap<>();
    in(scope, null).forEach((name, value) -> texts.put(name, PythonText.str(value)));
    return texts;
  }

  private static void put(Map<String, Object> values, String name, Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
